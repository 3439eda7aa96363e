package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apiguardian.api.API;

/**
 * Prints what {@code go tool pprof -top -symbolize=none} prints, of the same flags and files.
 *
 * <pre>{@code
 * java -cp noleak-junit.jar:protobuf-java.jar:re2j.jar io.github.noleak.pprof.Pprof \
 *     -top -cum -nodecount=10 -sample_index=inuse_space -diff_base=before.pb.gz after.pb.gz
 * }</pre>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Pprof {

    private static final int FAILED = 2;

    private Pprof() {}

    /**
     * Prints a report to the standard output, or else why there is none to the standard error stream, with exit code 2.
     *
     * @param args flags, and then one or more profiles, which are added up
     */
    public static void main(String[] args) {
        try (PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8)) {
            int code = run(args, out, System.err);
            out.flush();
            if (code != 0) {
                System.exit(code);
            }
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            PprofFlags flags = PprofFlags.parse(List.of(args));
            if (flags.asksForHelp()) {
                out.print(PprofFlags.USAGE);
                return 0;
            }
            String program = program(flags.sources());
            TopReport report = TopReport.of(
                    profile(flags, program.isEmpty() ? 0 : 1), flags.options().ofProgram(program));
            for (String option : report.unmatched()) {
                err.println(option + " expression matched no samples");
            }
            out.print(report.text());
            return 0;
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            err.println("pprof: " + e.getMessage());
            return FAILED;
        }
    }

    private static Profile profile(PprofFlags flags, int first) throws IOException {
        List<String> sources = flags.sources().subList(first, flags.sources().size());
        if (flags.bases().isEmpty()) {
            return read(sources);
        }
        FutureTask<Profile> reading = new FutureTask<>(() -> read(flags.bases()));
        Thread second = new Thread(reading, "pprof-base");
        second.setDaemon(true);
        second.start();
        try {
            Profile profile = read(sources);
            Profile base = await(reading);
            return flags.comparesToBase() ? profile.comparedTo(base) : profile.minus(base);
        } finally {
            reading.cancel(true); // where the other one cannot be read
        }
    }

    private static Profile await(FutureTask<Profile> reading) throws IOException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while profiles were read");
        }
    }

    private static Profile read(List<String> files) throws IOException {
        List<Profile> profiles = new ArrayList<>();
        for (String file : files) {
            profiles.add(read(file));
        }
        return profiles.size() == 1 ? profiles.get(0) : Profile.merge(profiles);
    }

    private static Profile read(String file) throws IOException {
        try {
            return ProfileReader.read(() -> Files.newInputStream(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the program that stands before the profiles; its names are in these. Empty where there is none. */
    private static String program(List<String> sources) throws IOException {
        return sources.size() > 1 && isProgram(Path.of(sources.get(0))) ? sources.get(0) : "";
    }

    private static boolean isProgram(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4
                    && ((start[0] == 0x7f && start[1] == 'E' && start[2] == 'L' && start[3] == 'F')
                            || (start[0] == 'M' && start[1] == 'Z')
                            || (start[3] == (byte) 0xfe && start[2] == (byte) 0xed && start[1] == (byte) 0xfa));
        }
    }
}
