package io.github.noleak.judge;

import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.Snapshot;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Tells a steady rise of allocations from scatter.
 *
 * @param values one for each repeat after the first, which warms up
 */
record AllocationTrend(List<Double> values) {

    /** Below this many repeats, a rise in each step may be chance. */
    private static final int FEWEST = 4;

    /** A rise is steady if its smallest step is at least this part of the mean step. */
    private static final double STEADY = 0.3;

    static AllocationTrend of(Snapshot repeats, ToDoubleFunction<Allocation> quantity) {
        return new AllocationTrend(repeats.allocations().stream()
                .skip(1)
                .map(quantity::applyAsDouble)
                .toList());
    }

    /** Returns the rise from the first to the last value if every step rises about as much; else 0. */
    double steadyRise() {
        if (values.size() < FEWEST) {
            return 0;
        }
        double rise = values.get(values.size() - 1) - values.get(0);
        double least = Double.MAX_VALUE;
        for (int i = 1; i < values.size(); i++) {
            least = Math.min(least, values.get(i) - values.get(i - 1));
        }
        return least > 0 && least >= STEADY * rise / (values.size() - 1) ? rise : 0;
    }
}
