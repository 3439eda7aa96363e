package io.github.noleak.report;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Merges the reports of several machines into one, from the command line.
 *
 * <p>The first argument is the file to write, the others are the files to read. Where two of them have an entry of the
 * same name, the later one wins. Nothing is written unless all can be read.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class MergeReports {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final String USAGE = """
            Usage: java -cp <class path> io.github.noleak.report.MergeReports <merged> <report>...
              <merged>  the file to write, such as merged/report.json; one that exists is replaced
              <report>  the report.json of one machine; the later ones win""";

    private MergeReports() {}

    /** Merges the files; the exit code is 0 if that was done, 1 if a file is wrong, 2 if an argument is missing. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.size() < 2) {
            err.println(USAGE);
            return MISUSED;
        }
        try {
            List<Path> files = new ArrayList<>();
            for (String arg : args) {
                files.add(path(arg));
            }
            out.println(merge(files.get(0), files.subList(1, files.size())));
            return DONE;
        } catch (MergeException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static Path path(String arg) throws MergeException {
        try {
            return Path.of(arg);
        } catch (InvalidPathException e) {
            throw new MergeException("\"" + Printable.text(arg) + "\" is no path: " + e.getReason() + "\n" + USAGE, e);
        }
    }

    private static String merge(Path merged, List<Path> reports) throws MergeException {
        ReportDocument document = new ReportDocument();
        for (Path report : reports) {
            document.addAll(ReportReader.read(report));
        }
        write(document, merged);
        return merged + ": " + document.size() + (document.size() == 1 ? " scenario" : " scenarios") + " of "
                + reports.size() + (reports.size() == 1 ? " report" : " reports");
    }

    private static void write(ReportDocument document, Path merged) throws MergeException {
        Path file = merged.toAbsolutePath().normalize();
        Path directory = file.getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw new MergeException(
                    merged + " is a directory\n  Expected: the file to write, such as "
                            + merged.resolve(ReportDocument.NAME) + ".",
                    null);
        }
        try {
            Files.createDirectories(directory);
            document.write(directory, file.getFileName().toString());
        } catch (IOException e) {
            throw new MergeException(
                    "The report " + merged + " cannot be written: " + e
                            + "\n  Make the place writable, or name another file as the first argument.",
                    e);
        }
    }
}
