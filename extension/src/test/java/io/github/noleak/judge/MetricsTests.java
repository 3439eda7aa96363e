package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.ThreeSnapshots;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTests {

    private static final Map<Resource, Long> TOLD = Map.of(Resource.GOROUTINES, 2L, Resource.OPEN_FILES, 6L);

    @Test
    void whatTheSystemDoesNotTellIsNoMetric() {
        assertThat(metrics(Map.of()).reports())
                .extracting(MetricReport::metric)
                .containsExactly(Metric.RETAINED_OBJECTS, Metric.RETAINED_BYTES, Metric.GOROUTINES, Metric.OPEN_FILES);
    }

    @Test
    void limitOfWhatTheSystemDoesNotTellIsNotPassedOverInSilence() {
        Limit set = new Limit(Metric.OFF_HEAP, 1 << 20, "noleak.yml:3");

        assertThat(metrics(Map.of(Metric.OFF_HEAP, set)).notices())
                .containsExactly(
                        "off-heap: the system does not tell it here, so that nothing was held against the limit of"
                                + " 1,048,576 (noleak.yml:3).");
    }

    @Test
    void defaultsAreNoPromise() {
        assertThat(metrics(Map.of()).notices()).isEmpty();
    }

    @Test
    void limitOfWhatIsToldNeedsNoNotice() {
        Limit set = new Limit(Metric.OPEN_FILES, 1, "noleak.yml:3");

        assertThat(metrics(Map.of(Metric.OPEN_FILES, set)).notices()).isEmpty();
    }

    private static Metrics metrics(Map<Metric, Limit> limits) {
        ThreeSnapshots snapshots = new ThreeSnapshots(after(8_000), after(16_000), after(32_000));
        return new Metrics(limits, snapshots, List.of(), new Allocations(List.of(), limits));
    }

    private static Snapshot after(long operations) {
        return new Snapshot(
                new RunPlan(operations, 1, SettlePolicy.QUICK, 1, 0),
                1,
                0,
                true,
                new HeapSnapshot(Map.of(), 0),
                List.of(),
                TOLD,
                1_024,
                List.of());
    }
}
