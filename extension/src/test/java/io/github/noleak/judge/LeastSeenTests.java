package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Totals;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LeastSeenTests {

    private static final int RATE = 512 << 10;

    /** Eight rounds of so many calls: the line goes from the second to the last. */
    private static final int EACH = 100;

    private static final double CALLS = 600;

    @Test
    void nothingIsTooSmallWhereEveryObjectIsRecorded() {
        LeastSeen exact = seen(1, 0);

        assertThat(exact.objects()).isZero();
        assertThat(exact.bytes()).isZero();
        assertThat(exact.blindTo(Map.of(Metric.RETAINED_OBJECTS, limit(Metric.RETAINED_OBJECTS, 0)), 100))
                .isEmpty();
    }

    /** Of 24 samples, chance leaves the nine that are beyond three times their own root. */
    @Test
    void samplesThatAreCertainToShowAreTwentyFour() {
        double samples = seen(RATE, 0).bytes() * CALLS / RATE;

        assertThat(samples).isCloseTo(23.56, Offset.offset(0.01));
        assertThat(samples - 3 * Math.sqrt(samples)).isCloseTo(9, Offset.offset(0.01));
    }

    @Test
    void heapThatStandsStillHidesAThousandObjectsAndWhatChanceTakes() {
        assertThat(seen(RATE, 0).objects() * CALLS).isCloseTo(1099, Offset.offset(1.0));
        assertThat(seen(RATE, 100).inWords()).isEqualTo("less than 2.26 objects and 20,590B an operation");
        assertThat(new LeastSeen(1e-20, 0.2, 100).inWords()).isEqualTo("less than 1B an operation");
    }

    @Test
    void largeHeapHidesAPartOfItsObjects() {
        assertThat(seen(RATE, 0, 2_000_000).objects() * CALLS).isCloseTo(10305, Offset.offset(1.0));
    }

    /** What goes up and down by 1,000 objects has a line that is off by 1,130; six times that, and a little for chance. */
    @Test
    void heapThatGoesUpAndDownHidesSixTimesTheErrorOfItsLine() {
        assertThat(seen(RATE, 1_000).objects() * CALLS).isBetween(6 * 1_130.0, 6 * 1_140.0);
    }

    @Test
    void limitIsStricterWhereItsGrowthAnOperationIsSmaller() {
        LeastSeen sampled = seen(RATE, 100);
        Limit strict = limit(Metric.RETAINED_OBJECTS, 678);
        Limit loose = limit(Metric.RETAINED_OBJECTS, 679);
        Limit bytes = limit(Metric.RETAINED_BYTES, 10 << 20);

        assertThat(sampled.blindTo(Map.of(Metric.RETAINED_OBJECTS, strict, Metric.RETAINED_BYTES, bytes), 100))
                .isEqualTo(List.of(strict));
        assertThat(sampled.blindTo(Map.of(Metric.RETAINED_OBJECTS, loose, Metric.RETAINED_BYTES, bytes), 100))
                .isEmpty();
    }

    @Test
    void callsThatShowALimitAreInProportionToWhatWasSeen() {
        LeastSeen sampled = seen(RATE, 100);

        double needed = sampled.needed(List.of(limit(Metric.RETAINED_OBJECTS, 68)), 100);

        assertThat(needed).isCloseTo(8_000, Offset.offset(200.0)); // a tenth of what 800 calls show
    }

    @Test
    void defaultIsNoLimitThatSomebodyHasSet() {
        Limit byDefault = new Limit(Metric.RETAINED_OBJECTS, Metric.RETAINED_OBJECTS.defaultLimit(), "default");

        assertThat(Limits.isSet(byDefault)).isFalse();
        assertThat(Limits.isSet(limit(Metric.RETAINED_OBJECTS, Metric.RETAINED_OBJECTS.defaultLimit())))
                .isTrue();
        assertThat(seen(RATE, 100).blindTo(Map.of(), 100)).contains(byDefault);
    }

    private static Limit limit(Metric metric, long value) {
        return new Limit(metric, value, "@NoLeak");
    }

    private static LeastSeen seen(int rate, double scatter) {
        return seen(rate, scatter, 50_000);
    }

    private static LeastSeen seen(int rate, double scatter, double objects) {
        int[] off = {0, 1, -1, 0, 0, 0, -1, 1}; // the seven that count have neither a sum nor a slope
        double root = Math.sqrt(4 / 5.0); // two of the seven are the line's
        List<Snapshot> checkpoints = IntStream.range(0, off.length)
                .mapToObj(i -> sample((i + 1L) * EACH, rate, objects + off[i] * scatter / root))
                .toList();
        return LeastSeen.in(Growing.in(new Series(0, checkpoints, null, List.of()), SimulatedScenario.SITES));
    }

    private static Snapshot sample(long operations, int rate, double objects) {
        return new Snapshot(
                new RunPlan(operations, 1, SettlePolicy.QUICK, rate, 0),
                1,
                0,
                true,
                new HeapSnapshot(Map.of(), 0, rate == 1 ? null : new Amount(objects, 48 * objects)),
                List.of(),
                Totals.of(9, 8, 7),
                1024,
                List.of());
    }
}
