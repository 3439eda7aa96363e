package io.github.noleak.go.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.output.BenchmarkLine.Name;
import io.github.noleak.go.output.BenchmarkLine.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds the results of one benchmark, or of the sub-benchmarks of one, in what a test binary prints.
 *
 * <p>The name is printed before the run, the numbers after it: what the code prints lands between the two. And code
 * may print lines that look like results: those of other names or other numbers of iterations are passed over, and of
 * those that look right, the last to end a run counts.
 */
@API(status = INTERNAL, since = "0.1")
public final class BenchmarkOutput {

    /** Characters, about, of all results that are kept; beyond, other names are passed over. */
    private static final int MAX_TEXT = 4 << 20;

    private final String benchmark;
    private final String suffix;
    private final String failure;
    private final long iterations;

    private final Map<String, BenchmarkRuns> runs = new HashMap<>();
    private @Nullable BenchmarkRuns current;
    private long number;
    private int text;

    private BenchmarkOutput(String benchmark, int gomaxprocs, long iterations) {
        this.benchmark = benchmark;
        this.suffix = gomaxprocs == 1 ? "" : "-" + gomaxprocs;
        this.failure = "--- FAIL: " + benchmark;
        this.iterations = iterations;
    }

    /** Reads UTF-8, and does not close it; see {@link #parse(Reader, String, int, long)}. */
    public static List<BenchmarkResult> parse(
            InputStream stdout, String benchmark, int gomaxprocs, long expectedIterations) throws IOException {
        return parse(new InputStreamReader(stdout, UTF_8), benchmark, gomaxprocs, expectedIterations);
    }

    /**
     * Returns the results in the order in which they were printed.
     *
     * @param benchmark the name as Go prints it, without GOMAXPROCS; results of its sub-benchmarks count, too
     * @param gomaxprocs the processors that the test binary used, which Go appends to the name
     * @param expectedIterations the N of {@code -test.benchtime=Nx}
     */
    public static List<BenchmarkResult> parse(Reader stdout, String benchmark, int gomaxprocs, long expectedIterations)
            throws IOException {
        BenchmarkOutput output = new BenchmarkOutput(benchmark, gomaxprocs, expectedIterations);
        CutLines lines = new CutLines(stdout);
        for (String line = lines.next(); line != null; line = lines.next()) {
            output.accept(line);
        }
        return output.results();
    }

    private void accept(String line) {
        number++;
        if (current != null && line.contains(failure)) {
            current.failed();
            return;
        }
        boolean anyName = BenchmarkLine.named(line);
        Name name = BenchmarkLine.name(line, benchmark, suffix);
        Values values = BenchmarkLine.values(line, iterations);
        if (name != null && (name.start() == 0 || !anyName)) {
            BenchmarkRuns named = turnTo(name.name());
            if (named != null) {
                named.named(number, name, values);
            }
        } else if (current != null && anyName) {
            current.otherNamed();
        } else if (current != null
                && values != null
                && (values.start() == 0 || !values.byUnit().isEmpty())) {
            current.unnamed(number, values);
        }
    }

    private @Nullable BenchmarkRuns turnTo(String name) {
        BenchmarkRuns next = runs.get(name);
        if (current != null && current != next) {
            current.end();
            text += current.size();
        }
        if (text > MAX_TEXT && current != next) {
            return null;
        }
        if (next == null) {
            next = new BenchmarkRuns(name);
            runs.put(name, next);
        }
        current = next;
        return next;
    }

    private List<BenchmarkResult> results() {
        if (current != null) {
            current.end();
        }
        return runs.values().stream()
                .flatMap(run -> run.results().stream().map(found -> new Numbered(found.line(), result(run, found))))
                .sorted(Comparator.comparingLong(Numbered::line))
                .map(Numbered::result)
                .toList();
    }

    private BenchmarkResult result(BenchmarkRuns run, BenchmarkSeries.Found found) {
        return new BenchmarkResult(run.name(), iterations, found.values());
    }

    private record Numbered(long line, BenchmarkResult result) {}
}
