package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a scenario's id, {@code <package directory>.<Function>[/sub]}.
 *
 * @param packageId the directory below the module's; null where it is left out
 * @param function the Go function
 * @param sub the sub-benchmark or subtest with its slash; empty for the function itself
 */
@API(status = INTERNAL, since = "0.1")
public record ScenarioName(@Nullable String packageId, String function, String sub) {

    private static final Pattern FORM = Pattern.compile(
            "(?:(?<package>[^\\s]+?)\\.)?(?<function>(?:Benchmark|Test)[^/.\\s]*)(?<sub>/.*)?", Pattern.DOTALL);

    /**
     * Reads an id.
     *
     * @throws GoException if it has another form
     */
    public static ScenarioName parse(String id) {
        Matcher matcher = FORM.matcher(id);
        if (!matcher.matches()) {
            throw new NoSuchNameException(
                    "\"" + id + "\" does not name a Go benchmark or test",
                    List.of("Expected: [<package directory>.]<Function>[/sub], such as \"cache.BenchmarkPut\", "
                            + "\"BenchmarkGet/size=10\" or \"worker.TestStartStop\"."));
        }
        String sub = matcher.group("sub");
        return new ScenarioName(
                matcher.group("package"), matcher.group("function"), sub == null ? "" : sub.replace(' ', '_'));
    }

    /** Returns whether this is a benchmark and not a test. */
    public boolean isBenchmark() {
        return function.startsWith("Benchmark");
    }

    /** Returns the name as Go prints it. */
    public String goName() {
        return function + sub;
    }

    /** Returns a filter of the test binary that matches this name and, on the first level, another function. */
    public String filter(String otherFunction) {
        return filter(otherFunction, List.of());
    }

    /**
     * Returns a filter that matches some parts of this name.
     *
     * @param parts names one level below this one; empty for all of them
     */
    public String filter(String otherFunction, List<String> parts) {
        StringBuilder filter = new StringBuilder("^(" + function + "|" + otherFunction + ")$");
        if (!sub.isEmpty()) {
            for (String level : sub.substring(1).split("/", -1)) {
                filter.append("/^").append(quote(level)).append('$');
            }
        }
        if (!parts.isEmpty()) {
            filter.append(parts.stream()
                    .map(part -> quote(part.substring(goName().length() + 1)))
                    .collect(Collectors.joining("|", "/^(", ")$")));
        }
        return filter.toString();
    }

    /** Quotes what regular expressions of Go, RE2, give a meaning; brackets are cut at slashes unless hidden. */
    private static String quote(String literal) {
        StringBuilder quoted = new StringBuilder();
        literal.codePoints().forEach(c -> {
            if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
                // The filter is split at slashes outside of brackets, by counting brackets, escaped ones too.
                quoted.append("()[]{}".indexOf(c) >= 0 ? "\\x" + Integer.toHexString(c) : "\\" + (char) c);
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.toString();
    }
}
