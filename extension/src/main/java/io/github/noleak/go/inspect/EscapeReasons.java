package io.github.noleak.go.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.noleak.go.GoException;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Why the values of lines of code are on the heap, in the compiler's words.
 *
 * <p>The compiler writes its decisions as JSON, a file for each source file, whose first line names the source.
 *
 * @param byPlace by {@code file:line}
 * @see <a href="https://go.dev/src/cmd/compile/internal/logopt/log_opts.go">How the compiler writes its decisions</a>
 */
@API(status = INTERNAL, since = "0.1")
public record EscapeReasons(Map<String, String> byPlace) {

    private static final long LONGEST = 32 << 20;

    private static final Duration LONGEST_BUILD = Duration.ofMinutes(3);

    /** A line of code that says more has said enough. */
    private static final int MUCH = 120;

    private static final Pattern FLOW = Pattern.compile("escflow:\\s+from (.*) \\(([^()]+)\\)");

    /** What the compiler has made itself is nothing to a reader. */
    private static final Pattern INTERNAL_NAME = Pattern.compile("~r\\d|\\.autotmp_|go\\.shape\\.|\\.\\.dict\\b");

    /** Steps that say only of which kind they are, and not where a value gets to. */
    private static final Set<String> SILENT = Set.of("spill", "reference");

    /** Copies the map. */
    public EscapeReasons {
        byPlace = Map.copyOf(byPlace);
    }

    /** Returns no reasons. */
    public static EscapeReasons none() {
        return new EscapeReasons(Map.of());
    }

    /**
     * Has some packages compiled once more, and returns what the compiler says; of what does not compile, nothing.
     *
     * @param flags those of the build that is asked about, beside those of the module
     * @param packages at least one
     */
    public static EscapeReasons of(
            Workplace workplace, ModuleListing module, List<String> flags, Collection<GoPackage> packages) {
        Path directory = null;
        try {
            directory = workplace.newDirectory();
            List<String> arguments = new ArrayList<>(List.of("build", "-o", nowhere()));
            arguments.addAll(module.settings().tagFlags());
            arguments.addAll(module.settings().flags());
            arguments.addAll(flags);
            if (arguments.stream().anyMatch(flag -> flag.matches("--?gcflags(=.*)?"))) {
                return none(); // ours would take their place
            }
            for (GoPackage each : packages) {
                arguments.add("-gcflags=" + each.path() + "=-json=0," + directory.toUri());
            }
            packages.forEach(each -> arguments.add(each.path()));
            GoCommand.Result built = new GoCommand(workplace, module.settings(), LONGEST_BUILD).run(arguments);
            return built.exitCode() == 0 ? read(directory) : none();
        } catch (IOException | GoException e) {
            return none(); // the leak is told without them
        } finally {
            if (directory != null) {
                Workplace.delete(directory);
            }
        }
    }

    private static String nowhere() {
        return System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";
    }

    static EscapeReasons read(Path directory) throws IOException {
        Map<String, String> reasons = new HashMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(f -> f.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            if (Files.size(file) <= LONGEST) {
                try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
                    read(lines, reasons);
                } catch (JsonParserException e) {
                    // another version of the format: it says nothing that can be read
                }
            }
        }
        return new EscapeReasons(reasons);
    }

    private static void read(BufferedReader lines, Map<String, String> reasons)
            throws IOException, JsonParserException {
        String first = lines.readLine();
        String source = first == null ? "" : JsonParser.object().from(first).getString("file", "");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonObject said = JsonParser.object().from(line);
            String message = said.getString("message", "");
            if (said.getString("code", "").startsWith("escape") && !message.isEmpty()) {
                String place = source + ":" + line(said);
                String reason = reason(message, said.getArray("relatedInformation", new JsonArray()));
                reasons.merge(
                        place,
                        reason,
                        (one, other) -> one.equals(other) || one.length() > MUCH ? one : one + "; " + other);
            }
        }
    }

    private static int line(JsonObject said) {
        return said.getObject("range", new JsonObject())
                .getObject("start", new JsonObject())
                .getInt("line", 0);
    }

    /** The last step of the flow is where the value gets to what lives longer. */
    private static String reason(String message, JsonArray flow) {
        String last = "";
        for (Object step : flow) {
            JsonObject information = (JsonObject) step;
            Matcher from = FLOW.matcher(information.getString("message", ""));
            if (from.matches() && !INTERNAL_NAME.matcher(from.group(1)).find() && !SILENT.contains(from.group(2))) {
                JsonObject location = information.getObject("location", new JsonObject());
                String uri = location.getString("uri", "");
                last = ": %s, %s at %s:%d"
                        .formatted(
                                from.group(1), from.group(2), uri.substring(uri.lastIndexOf('/') + 1), line(location));
            }
        }
        return message + last;
    }

    /** Returns why values of a line are on the heap, if the compiler says so. */
    public Optional<String> of(Frame frame) {
        return Optional.ofNullable(byPlace.get(frame.file() + ":" + frame.line()));
    }
}
