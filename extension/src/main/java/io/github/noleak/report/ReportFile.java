package io.github.noleak.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import io.github.noleak.LeakReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The one {@code report.json} of a build, into which all its JVMs merge their scenarios. It is whole after each of them.
 *
 * <p>Two JVMs are of the same build if the same process started them. What an earlier build left is replaced. Beside the
 * report there is a journal of what was added, so that a JVM reads no more than what others have added since it last did.
 */
@API(status = INTERNAL, since = "0.1")
public final class ReportFile {

    private static final String JOURNAL = ".report.journal";
    private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "busybox", "cmd.exe");

    private final Path directory;
    private final String build;
    private final List<String> own = new ArrayList<>();
    private ReportDocument document = new ReportDocument();
    private String title = "";
    private long read;
    private int added;
    private boolean behind = true;

    private ReportFile(Path directory, String build) {
        this.directory = directory;
        this.build = build;
    }

    /**
     * Begins a report, unless this build has one, and replaces that of an earlier build.
     *
     * @throws UncheckedIOException if the directory cannot be made or written to
     */
    public static ReportFile in(Path directory) {
        return begun(directory, thisBuild());
    }

    /**
     * Begins a report in which only this process has a part, and replaces what was there.
     *
     * @throws UncheckedIOException if the directory cannot be made or written to
     */
    public static ReportFile ofThisProcess(Path directory) {
        return begun(directory, name(ProcessHandle.current()));
    }

    private static ReportFile begun(Path directory, String build) {
        ReportFile file = new ReportFile(directory, build);
        file.write();
        return file;
    }

    /** Replaces the report of an earlier build, if there is one, by one without scenarios. */
    public static void forgetEarlier(Path directory) {
        if (Files.exists(directory.resolve(ReportDocument.NAME))) {
            in(directory);
        }
    }

    private static UncheckedIOException unwritable(Path directory, IOException e) {
        return new UncheckedIOException(
                "The report directory " + directory + " cannot be written to: " + e
                        + "\n  Expected: a directory, or a place where one can be made. Set another with -Dnoleak.report.dir=…",
                e);
    }

    /** The process that started this one, and when that was: a number alone comes back. */
    private static String thisBuild() {
        return ancestor(ProcessHandle.current()).map(ReportFile::name).orElse("");
    }

    private static String name(ProcessHandle process) {
        return process.pid() + "@"
                + process.info().startInstant().map(Object::toString).orElse("");
    }

    /** Surefire starts each of its JVMs through a shell of its own, which is passed over. */
    private static Optional<ProcessHandle> ancestor(ProcessHandle process) {
        return process.parent().flatMap(p -> isShell(p) ? ancestor(p).or(() -> Optional.of(p)) : Optional.of(p));
    }

    private static boolean isShell(ProcessHandle process) {
        String command = process.info().command().orElse("");
        return SHELLS.contains(command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1));
    }

    /**
     * Adds a scenario, and writes it. If that fails, the next one, or {@link #write()}, tries again.
     *
     * @param module the module's directory
     * @param test the test that gated the scenario
     */
    public synchronized void add(LeakReport report, String module, String test) {
        JsonObject line = new JsonObject();
        line.put("go", report.goVersion());
        line.put("scenario", ReportJson.of(report, module, test));
        own.add(JsonWriter.string(line));
        try {
            writeWhole();
        } catch (IOException e) {
            log("The report cannot be written yet", e);
        }
    }

    /**
     * Writes what could not be written before.
     *
     * @throws UncheckedIOException if that fails
     */
    public synchronized void write() {
        try {
            writeWhole();
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    /** A thread that is told to end has this to do all the same, which takes no time. */
    private void writeWhole() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    merge();
                    return;
                } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void merge() throws IOException {
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(JOURNAL),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FileLock lock = FileLocks.lock(channel)) {
            ReportJournal journal = new ReportJournal(channel);
            follow(journal);
            for (String line : journal.from(read)) {
                take(line);
            }
            for (; added < own.size() && lock.isValid(); added++) {
                journal.append(own.get(added));
                take(own.get(added));
            }
            read = journal.size();
            if (behind || Files.notExists(directory.resolve(ReportDocument.NAME))) {
                document.write(directory, ReportDocument.NAME);
                behind = false;
            }
        }
    }

    /** Goes on in the journal, or begins anew in one that is of another build, or that this JVM has not seen. */
    private void follow(ReportJournal journal) throws IOException {
        String found = journal.title();
        if (!title.isEmpty() && found.equals(title)) {
            return;
        }
        if (!found.startsWith(build + " ")) {
            found = build + " " + ProcessHandle.current().pid() + "-" + System.nanoTime();
            journal.begin(found);
            Leftovers.delete(directory);
            behind = true;
        }
        title = found;
        document = new ReportDocument();
        read = found.length() + 1L;
        added = 0;
    }

    private void take(String line) {
        try {
            JsonObject entry = JsonParser.object().from(line);
            document.goVersion(entry.getString("go", ""));
            document.add(entry.getObject("scenario", new JsonObject()));
            behind = true;
        } catch (JsonParserException e) {
            log("A line of the journal is none of ours", e);
        }
    }

    /** Every JVM with NoLeak in its class path comes by here, few of them to log anything. */
    private static void log(String words, Exception e) {
        System.getLogger(ReportFile.class.getName()).log(Level.DEBUG, words, e);
    }
}
