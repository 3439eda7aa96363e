package io.github.noleak.go.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.output.BenchmarkResult;
import io.github.noleak.go.output.OutcomeScanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sub-benchmarks of a benchmark by a run at one operation, in a process of its own.
 *
 * <p>Go announces each of them before it runs, so that those which skip, fail or end the process are found as well.
 */
@API(status = INTERNAL, since = "0.1")
public record SubBenchmarks(ScenarioRun run) {

    private static final double NANOS = 1e9;

    /**
     * A benchmark without sub-benchmarks of its own.
     *
     * @param name as Go prints it
     * @param skips whether it seems to have skipped itself
     */
    @API(status = INTERNAL, since = "0.1")
    public record Leaf(String name, boolean skips) {}

    /**
     * What a benchmark is made of, and what was seen of one operation of each of its parts.
     *
     * @param leaves in the order in which Go runs them
     * @param seen what the process left behind; null where it did not come to its end
     */
    @API(status = INTERNAL, since = "0.1")
    public record Listing(List<Leaf> leaves, @Nullable Findings seen) {

        /** Copies the list. */
        public Listing {
            leaves = List.copyOf(leaves);
        }

        /** Returns the seconds of one operation of each leaf. */
        public double operations() {
            return seen == null
                    ? 0
                    : seen.results().stream()
                                    .mapToDouble(BenchmarkResult::nanosPerOperation)
                                    .sum()
                            / NANOS;
        }

        /** Returns the seconds of a process apart from its operations. */
        public double setup() {
            return seen == null ? 0 : Math.max(0, seen.seconds() - operations());
        }
    }

    /** Runs the benchmark. */
    public Listing list(Duration longest) {
        ScenarioRun.Printed printed = run.listing(longest);
        List<Leaf> leaves = names(run.scenario().function(), printed.output()).stream()
                .map(name -> new Leaf(name, skips(name, printed.output())))
                .toList();
        return new Listing(leaves, printed.result().measured().orElse(null));
    }

    static List<String> names(String function, String output) {
        Set<String> announced = announced(function, output);
        List<String> leaves = new ArrayList<>();
        for (String name : announced) {
            boolean parent = announced.stream().anyMatch(other -> other.startsWith(name + "/"));
            if (!parent || hasResult(name, output)) { // Run("a") and Run("a/b") may stand side by side
                leaves.add(name);
            }
        }
        return leaves.isEmpty() ? List.of(function) : leaves;
    }

    private static Set<String> announced(String function, String output) {
        String name = "(" + Pattern.quote(function) + "(?:/\\S*)?)$";
        // Marked lines are Go's own. Where there are none, the name stands alone on its line.
        String line = output.indexOf(OutcomeScanner.MARK) >= 0 ? OutcomeScanner.MARK + "=== RUN +" : "^";
        Set<String> names = new LinkedHashSet<>();
        Pattern.compile("(?m)" + line + name)
                .matcher(output)
                .results()
                .map((MatchResult m) -> m.group(1))
                .forEach(names::add);
        return names;
    }

    private static boolean skips(String name, String output) {
        return Pattern.compile("--- SKIP: " + Pattern.quote(name) + "(?:-\\d+)?\\s")
                .matcher(output)
                .find();
    }

    private static boolean hasResult(String name, String output) {
        return Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:-\\d+)? *\\t *1\\t")
                .matcher(output)
                .find();
    }
}
