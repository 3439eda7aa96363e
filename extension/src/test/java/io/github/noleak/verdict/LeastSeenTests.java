package io.github.noleak.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeastSeenTests {

    private static final int RATE = 512 << 10;

    @Test
    void nothingIsTooSmallWhereEveryObjectIsRecorded() {
        LeastSeen exact = LeastSeen.in(triple(1, 50_000));

        assertThat(exact.objects()).isZero();
        assertThat(exact.bytes()).isZero();
        assertThat(exact.blindTo(Map.of(Metric.RETAINED_OBJECTS, limit(Metric.RETAINED_OBJECTS, 0)), 100))
                .isEmpty();
    }

    @Test
    void whatShowsIsOutOfTheGrowthFromNTo4N() {
        LeastSeen sampled = LeastSeen.in(triple(RATE, 50_000));

        assertThat(sampled.objects()).isEqualTo(1_000 / 600.0); // from 200 to 800 operations
        assertThat(sampled.bytes()).isEqualTo(24 * RATE / 600.0);
        assertThat(sampled.inWords()).isEqualTo("less than 1.67 objects and 20,972B an operation");
    }

    @Test
    void largeHeapGoesUpAndDownByMore() {
        assertThat(LeastSeen.in(triple(RATE, 2_000_000)).objects()).isEqualTo(10_000 / 600.0);
    }

    @Test
    void limitIsStricterWhereItsGrowthAnOperationIsSmaller() {
        LeastSeen sampled = LeastSeen.in(triple(RATE, 50_000));
        Limit strict = limit(Metric.RETAINED_OBJECTS, 499);
        Limit loose = limit(Metric.RETAINED_OBJECTS, 501);
        Limit bytes = limit(Metric.RETAINED_BYTES, 10 << 20);

        assertThat(sampled.blindTo(Map.of(Metric.RETAINED_OBJECTS, strict, Metric.RETAINED_BYTES, bytes), 100))
                .isEqualTo(List.of(strict));
        assertThat(sampled.blindTo(Map.of(Metric.RETAINED_OBJECTS, loose, Metric.RETAINED_BYTES, bytes), 100))
                .isEmpty();
    }

    @Test
    void defaultIsNoLimitThatSomebodyHasSet() {
        Limit byDefault = new Limit(Metric.RETAINED_OBJECTS, Metric.RETAINED_OBJECTS.defaultLimit(), "default");

        assertThat(LeastSeen.isSet(byDefault)).isFalse();
        assertThat(LeastSeen.isSet(limit(Metric.RETAINED_OBJECTS, Metric.RETAINED_OBJECTS.defaultLimit())))
                .isTrue();
        assertThat(LeastSeen.in(triple(RATE, 50_000)).blindTo(Map.of(), 100)).contains(byDefault);
    }

    private static Limit limit(Metric metric, long value) {
        return new Limit(metric, value, "@NoLeak");
    }

    private static Triple triple(int rate, double objects) {
        return Triple.inOneProcess(sample(200, rate, objects), sample(400, rate, objects), sample(800, rate, objects));
    }

    private static Sample sample(long operations, int rate, double objects) {
        return new Sample(
                new Trial(operations, 1, Care.QUICK, rate, 0),
                1,
                0,
                true,
                new HeapCensus(Map.of(), 0, rate == 1 ? null : new Amount(objects, 48 * objects)),
                List.of(),
                9,
                8,
                1024,
                7,
                List.of());
    }
}
