package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Holds the allocations of repeated runs against their limits. */
record Allocations(List<Snapshot> repeated, Map<Metric, Limit> limits) {

    /** What an operation allocates, in its two measures. */
    static final List<Metric> METRICS = List.of(Metric.ALLOC_OBJECTS, Metric.TOTAL_ALLOC);

    /** A rise has to show in so many processes. */
    static final int PROCESSES = 2;

    /** Returns by how much a metric rises steadily, in the least of the processes that show it; 0 for scatter. */
    double rise(Metric metric) {
        List<Double> rises = new ArrayList<>();
        for (Snapshot sample : repeated) {
            rises.add(AllocationTrend.of(sample, quantity(metric)).steadyRise());
        }
        List<Double> over = rises.stream().filter(r -> r > limit(metric)).toList();
        boolean still = !rises.isEmpty() && rises.get(rises.size() - 1) > limit(metric);
        return still && over.size() >= PROCESSES
                ? over.stream().mapToDouble(Double::doubleValue).min().orElse(0)
                : 0;
    }

    /** Returns what the latest process allocated in each of its repeats. */
    List<Double> samples(Metric metric) {
        return repeated.isEmpty()
                ? List.of()
                : latest().allocations().stream()
                        .map(quantity(metric)::applyAsDouble)
                        .toList();
    }

    boolean rises(Snapshot sample) {
        return METRICS.stream()
                .anyMatch(m -> AllocationTrend.of(sample, quantity(m)).steadyRise() > limit(m));
    }

    private Snapshot latest() {
        return repeated.get(repeated.size() - 1);
    }

    private long limit(Metric metric) {
        return Limits.of(limits, metric).value();
    }

    /** Returns how a metric counts the allocations of a repeat. */
    static ToDoubleFunction<Allocation> quantity(Metric metric) {
        return metric == Metric.ALLOC_OBJECTS ? Allocation::objectsPerOperation : Allocation::bytesPerRun;
    }
}
