package io.github.noleak.judge;

import io.github.noleak.Metric;
import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.Series;
import java.util.List;

/**
 * What a process allocated in each of several calls with the same number of operations.
 *
 * @param calls the first warms up and does not count
 * @param operations those of each call
 * @param iterations the operations that figures hold for: those of a call of a benchmark, and those of all calls of a test
 */
record AllocationRun(List<Allocation> calls, double operations, long iterations) {

    /** Returns the run that a series is. */
    static AllocationRun of(Series series, boolean repeatable) {
        return new AllocationRun(series.allocations(), series.each(), repeatable ? series.each() : series.top());
    }

    /** Returns how many operations of a series a figure for so many of them takes. */
    static long each(long iterations, boolean repeatable) {
        return repeatable ? iterations : Math.max(1, iterations / SeriesSchedule.CALLS);
    }

    AllocationFigure figure(Metric metric) {
        List<Double> values = calls.stream()
                .skip(1)
                .map(a -> metric == Metric.ALLOC_OBJECTS ? a.objectsPerOperation() : a.bytesPerRun() / operations)
                .sorted()
                .toList();
        return new AllocationFigure(
                values.get(values.size() / 2), values.get(0), values.get(values.size() - 1), iterations);
    }

    List<Double> samples(Metric metric) {
        return calls.stream().map(Allocations.quantity(metric)::applyAsDouble).toList();
    }
}
