package io.github.noleak.verdict;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The smallest leak that the heap of a service would have shown: its own profile has samples alone, beside exact totals
 * that go up and down.
 *
 * @param objects what each operation has to lose to show in the totals
 * @param bytes what each operation has to lose to show in the samples
 * @param operations that both rest on
 */
record LeastSeen(double objects, double bytes, long operations) {

    /** Returns what the latest round would have shown; nothing is too small where every object is recorded. */
    static LeastSeen in(Triple latest) {
        int rate = latest.large().trial().profileRate();
        if (rate == 1) {
            return new LeastSeen(0, 0, latest.top());
        }
        Amount whole = latest.large().heap().whole();
        double certain = Suspects.beyondTheHum(whole == null ? 0 : whole.objects());
        double grown = latest.top() - latest.operations();
        return new LeastSeen(certain / grown, new Planner(0, false, rate).leastSeen(latest.top()), latest.top());
    }

    /**
     * Returns the limits that a leak may have crossed without being seen. A limit is for the growth from N to 4N operations.
     *
     * @param iterations N
     */
    List<Limit> blindTo(Map<Metric, Limit> limits, long iterations) {
        return List.of(Metric.RETAINED_OBJECTS, Metric.RETAINED_BYTES).stream()
                .map(metric -> Metrics.limit(limits, metric))
                .filter(limit -> of(limit.metric()) > perOperation(limit, iterations))
                .toList();
    }

    /** Returns whether somebody has set a limit; a default is no promise of what is seen. */
    static boolean isSet(Limit limit) {
        return !limit.equals(Metrics.limit(Map.of(), limit.metric()));
    }

    /** Says what was too small, for the first line of a verdict. */
    String inWords() {
        return String.format(Locale.ROOT, "less than %.3g objects and %,.0fB an operation", objects, Math.ceil(bytes));
    }

    /** Says of a limit that it is stricter than what would have been seen, for the first line of a verdict. */
    String stricter(Limit limit, long iterations) {
        String noun = limit.metric() == Metric.RETAINED_OBJECTS ? "objects" : "bytes";
        return String.format(
                Locale.ROOT,
                "the limit of %,d %s (%s) from %,d to %,d operations is %.3g an operation, and less than %.3g would not"
                        + " have been seen, up to %,d operations",
                limit.value(),
                noun,
                limit.source(),
                iterations,
                4 * iterations,
                perOperation(limit, iterations),
                of(limit.metric()),
                operations);
    }

    private double of(Metric metric) {
        return metric == Metric.RETAINED_OBJECTS ? objects : bytes;
    }

    private static double perOperation(Limit limit, long iterations) {
        return limit.value() / (3.0 * iterations);
    }
}
