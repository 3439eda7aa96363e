package io.github.noleak.verdict;

import io.github.noleak.Metric;
import java.util.List;

/**
 * What an operation allocates by the repeats of one process.
 *
 * @param median of the repeats
 * @param low the least of them
 * @param high the most of them
 * @param iterations the operations of each repeat
 */
record AllocationFigure(double median, double low, double high, long iterations) {

    /** Tells whether a sample has figures: those of benchmarks are of repeats, those of tests of parts of one run. */
    static boolean isIn(Sample sample, boolean repeatable) {
        return sample.allocations().size() > 2 && sample.trial().repeats() > 1 == repeatable;
    }

    /** Takes the figures of a sample; its first repeat warms up and does not count. */
    static AllocationFigure of(Sample sample, Metric metric) {
        long iterations = sample.trial().operations();
        double operations = sample.trial().repeats() > 1
                ? iterations
                : (double) iterations / sample.allocations().size();
        List<Double> values = sample.allocations().stream()
                .skip(1)
                .map(a -> metric == Metric.ALLOC_OBJECTS ? a.objectsPerOperation() : a.bytesPerRun() / operations)
                .sorted()
                .toList();
        return new AllocationFigure(
                values.get(values.size() / 2), values.get(0), values.get(values.size() - 1), iterations);
    }

    double scatter() {
        return Math.max(high - median, median - low);
    }
}
