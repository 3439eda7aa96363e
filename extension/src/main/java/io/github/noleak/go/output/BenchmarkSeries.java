package io.github.noleak.go.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the runs of one benchmark, as far as their name is printed in the same width. */
final class BenchmarkSeries {

    private static final int MAX_RESULTS = 100;

    /** Values, and the number of the line that they stand in. */
    record Found(long line, Map<String, Double> values) {}

    private final Deque<Found> results = new ArrayDeque<>();

    // The name has been printed, and the latest line since that may be the result.
    private boolean running;
    private @Nullable Found latest;
    private boolean failed;

    /** Takes a line with the name; {@code direct} says that the values follow it at once. */
    void named(@Nullable Found found, boolean direct) {
        if (running && latest == null && !failed) {
            // A run that has no result yet cannot have been followed by another: the code printed this.
            latest = found;
            return;
        }
        end();
        running = !direct;
        latest = found;
        if (direct) {
            end();
        }
    }

    /** Takes a line with values, but no name. */
    void unnamed(Found found) {
        if (running) {
            latest = found;
        }
    }

    /** Takes the name of another benchmark: printed by the run at hand, or by the next, after our result. */
    void otherNamed() {
        if (latest != null) {
            end();
        }
    }

    void failed() {
        failed = true;
    }

    void end() {
        if (latest != null) {
            if (results.size() == MAX_RESULTS) {
                results.removeFirst();
            }
            results.addLast(latest);
        }
        running = false;
        latest = null;
        failed = false;
    }

    List<Found> results() {
        return List.copyOf(results);
    }

    /** Says whether the last result here is later than there, or there are more that end with it. */
    boolean outlasts(BenchmarkSeries other) {
        if (results.isEmpty() || other.results.isEmpty()) {
            return !results.isEmpty();
        }
        int later =
                Long.compare(results.getLast().line(), other.results.getLast().line());
        return later > 0 || (later == 0 && results.size() > other.results.size());
    }
}
