package io.github.noleak.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import io.github.noleak.LeakReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The one {@code report.json} of a build, into which all its JVMs merge their scenarios.
 *
 * <p>Two JVMs are of the same build if the same process started them. What an earlier build left is replaced.
 */
@API(status = INTERNAL, since = "0.1")
public final class ReportFile {

    private static final int SCHEMA = 1;
    private static final String NAME = "report.json";
    private static final String LOCK = ".report.lock";
    private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "busybox", "cmd.exe");

    private final Path directory;
    private final String build;
    private final List<JsonObject> scenarios = new ArrayList<>();
    private String goVersion = "";

    private ReportFile(Path directory, String build) {
        this.directory = directory;
        this.build = build;
    }

    /**
     * Prepares a report, and sees that it can be written later.
     *
     * @throws UncheckedIOException if the directory cannot be made or written to
     */
    public static ReportFile in(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, ".report", ".try"));
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
        return new ReportFile(directory, thisBuild());
    }

    private static UncheckedIOException unwritable(Path directory, IOException e) {
        return new UncheckedIOException(
                "The report directory " + directory + " cannot be written to: " + e
                        + "\n  Expected: a directory, or a place where one can be made. Set another with -Dnoleak.report.dir=…",
                e);
    }

    /** The process that started this one, and when that was: a number alone comes back. */
    private static String thisBuild() {
        return ancestor(ProcessHandle.current())
                .map(p -> p.pid() + "@"
                        + p.info().startInstant().map(Object::toString).orElse(""))
                .orElse("");
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
     * Adds a scenario; it is written by {@link #write()}.
     *
     * @param module the module's directory
     * @param test the test that gated the scenario
     */
    public synchronized void add(LeakReport report, String module, String test) {
        scenarios.add(ReportJson.of(report, module, test));
        if (!report.goVersion().isEmpty()) {
            goVersion = report.goVersion();
        }
    }

    /**
     * Merges what was added into the file, which appears whole or not at all.
     *
     * @throws UncheckedIOException if that fails
     */
    public synchronized void write() {
        if (scenarios.isEmpty()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FileLock lock = FileLocks.lock(channel)) {
            String last = new String(Files.readAllBytes(directory.resolve(LOCK)), UTF_8);
            JsonObject report = last.equals(build) && lock.isValid() ? earlier() : new JsonObject();
            merge(report);
            Path part = Files.createTempFile(directory, ".report", ".part");
            Files.writeString(
                    part, JsonWriter.indent("  ").string().object(report).done() + "\n");
            Files.move(
                    part, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.truncate(0);
            channel.write(UTF_8.encode(build), 0);
            scenarios.clear();
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    private JsonObject earlier() throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return new JsonObject();
        }
        try {
            return JsonParser.object().from(Files.readString(file));
        } catch (JsonParserException e) {
            return new JsonObject(); // not ours: the file is replaced whole
        }
    }

    private void merge(JsonObject report) {
        List<JsonObject> said = new ArrayList<>();
        for (Object earlier : report.getArray("scenarios", new JsonArray())) {
            if (earlier instanceof JsonObject scenario) {
                said.add(scenario);
            }
        }
        said.addAll(scenarios);
        List<JsonObject> all = lastOfEach(said);
        all.sort(Comparator.comparing((JsonObject s) -> s.getString("id", ""))
                .thenComparing(s -> s.getString("module", ""))
                .thenComparing(s -> s.getString("test", "")));
        String version = goVersion.isEmpty() ? report.getString("go", "") : goVersion;
        report.clear();
        report.put("schema", SCHEMA);
        if (!version.isEmpty()) {
            report.put("go", version);
        }
        report.put("scenarios", new JsonArray(all));
    }

    /** A test that is run again replaces what it said before. */
    private static List<JsonObject> lastOfEach(List<JsonObject> said) {
        Map<List<String>, List<JsonObject>> named = new HashMap<>(); // a whole module has thousands
        for (JsonObject scenario : said) {
            List<JsonObject> namesakes = named.computeIfAbsent(
                    List.of(scenario.getString("id", ""), scenario.getString("test", "")), n -> new ArrayList<>());
            namesakes.removeIf(earlier -> sameModule(earlier, scenario));
            namesakes.add(scenario);
        }
        List<JsonObject> last = new ArrayList<>();
        named.values().forEach(last::addAll);
        return last;
    }

    /** A scenario that ended before its module was found is of any. */
    private static boolean sameModule(JsonObject a, JsonObject b) {
        String module = a.getString("module", "");
        String other = b.getString("module", "");
        return module.equals(other) || module.isEmpty() || other.isEmpty();
    }
}
