package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The smallest leak that the heap of a service would have shown: its own profile has samples alone, beside exact totals
 * that go up and down.
 *
 * @param objects what each operation has to lose to show in the totals
 * @param bytes what each operation has to lose to show in the samples
 * @param operations that both rest on
 */
record LeastSeen(double objects, double bytes, long operations) {

    /** So few objects an operation are none: what floating-point numbers leave. */
    private static final double ROUNDED = 1e-12;

    private static final String REMEDY = "Call it more often within noleak.service.budget, raise that or the limit,"
            + " have every object recorded (@GoService without pprof), or set noleak.service.strict=false.";

    /** Returns what a series would have shown; nothing is too small where every object is recorded. */
    static LeastSeen in(Growing growing) {
        Series series = growing.series();
        if (series.isExact()) {
            return new LeastSeen(0, 0, series.top());
        }
        Trend whole = growing.trend(new Subject.WholeHeap(), true);
        double objects = certain(HeapNoise.of(whole.end()), whole.riseError(), 1);
        double bytes = certain(0, 0, series.profileRate());
        double operations = series.warmOperations();
        return new LeastSeen(objects / operations, bytes / operations, series.top());
    }

    /**
     * Returns the least growth that is certain to show: also where chance has taken from it, what is left is beyond chance.
     *
     * @param few less than this is no growth
     * @param error what the amounts scatter by
     * @param each the variance of a growth by one
     */
    private static double certain(double few, double error, double each) {
        return least(Math.max(few, least(0, error, each)), error, each);
    }

    /** Returns the growth from which chance leaves so much, x with {@code x - 3 sqrt(error² + each x) = left}. */
    private static double least(double left, double error, double each) {
        double square = Growth.DEVIATIONS * Growth.DEVIATIONS;
        double half = left + square * each / 2;
        return half + Math.sqrt(half * half - left * left + square * error * error);
    }

    /**
     * Returns the limits that a leak may have crossed without being seen. A limit is for the growth from N to 4N operations.
     *
     * @param iterations N
     */
    List<Limit> blindTo(Map<Metric, Limit> limits, long iterations) {
        return List.of(Metric.RETAINED_OBJECTS, Metric.RETAINED_BYTES).stream()
                .map(metric -> Limits.of(limits, metric))
                .filter(limit -> of(limit.metric()) > perOperation(limit, iterations))
                .toList();
    }

    /** Returns the calls of a series that would show a leak at each of some limits. */
    double needed(List<Limit> limits, long iterations) {
        return operations
                * limits.stream()
                        .mapToDouble(limit -> of(limit.metric()) / perOperation(limit, iterations))
                        .max()
                        .orElse(0);
    }

    /** Says what was too small, for the first line of a verdict. */
    String inWords() {
        String inBytes = String.format(Locale.ROOT, "%,.0fB an operation", Math.ceil(bytes));
        return objects < ROUNDED
                ? "less than " + inBytes
                : String.format(Locale.ROOT, "less than %.3g objects and %s", objects, inBytes);
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

    /** Says what a sampled profile does not show. */
    String inSamples(int rate) {
        return String.format(
                Locale.ROOT,
                "The heap profile has one sample in %,d bytes: what loses less than %,.0fB an operation has no line,"
                        + " and what loses fewer than %.3g objects an operation was not seen in the exact totals, either.",
                rate,
                Math.ceil(bytes),
                objects);
    }

    /** Returns a pass with what would not have been seen; it is none where that was asked for by a limit. */
    Conclusion asFarAsSeen(Conclusion conclusion, List<Limit> blind, long iterations, boolean strict) {
        if (conclusion.verdict() != Verdict.CLEAN || blind.isEmpty()) {
            return conclusion;
        }
        List<String> unmet = blind.stream()
                .filter(limit -> strict && Limits.isSet(limit))
                .map(limit -> stricter(limit, iterations))
                .toList();
        return unmet.isEmpty()
                ? conclusion.unseen(inWords())
                : conclusion.inconclusive(
                        Stream.concat(unmet.stream(), Stream.of(REMEDY)).toList());
    }

    private double of(Metric metric) {
        return metric == Metric.RETAINED_OBJECTS ? objects : bytes;
    }

    private static double perOperation(Limit limit, long iterations) {
        return limit.value() / (3.0 * iterations);
    }
}
