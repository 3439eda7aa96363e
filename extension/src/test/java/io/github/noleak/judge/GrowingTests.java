package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How sure a line is depends on how its amounts are known. */
class GrowingTests {

    private static final int CALLS = 8;
    private static final int SIZE = 48;
    private static final Subject LINE = new Subject.HeapSite(SimulatedScenario.frame("leak"));

    @Test
    void objectsAreCountedWhereEachIsRecorded() {
        Trend trend = growing(1_000, 1).trend(LINE);

        assertThat(trend.counted()).isTrue();
        assertThat(trend.slope()).isCloseTo(1, within(1e-9));
        assertThat(trend.error()).as("each operation keeps one").isZero();
    }

    /** Of small objects and large ones, chance records now many and now few of the small ones. */
    @Test
    void samplesAreHeldAgainstBytes() {
        Trend trend = growing(1_000, 4_800).trend(LINE);

        assertThat(trend.counted()).isFalse();
        assertThat(trend.slope()).isCloseTo(SIZE, within(1e-9));
    }

    /** An object of 48 bytes is recorded with a probability of 0.00995, and then stands for 100. */
    @Test
    void samplesScatterByHowManyBytesLieBetweenThem() {
        double recorded = -Math.expm1(-SIZE / 4_800.0);
        double objects = 6_000;
        double error = SIZE * Math.sqrt(objects * (1 - recorded) / recorded) / 6_000;

        assertThat(growing(1_000, 4_800).trend(LINE).error()).isCloseTo(error, within(error / 1_000));
    }

    /** One operation in ten keeps an object: the number of them has a binomial distribution. */
    @Test
    void bytesOfWhatIsKeptByChanceScatterAsItsObjectsDo() {
        Growing growing = growing(10_000, 1);
        double error = Math.sqrt(6_000 * 0.9) / 60_000;

        assertThat(growing.trend(LINE).error()).isCloseTo(error, within(error / 1_000));
        assertThat(growing.trend(LINE, false).error()).isCloseTo(SIZE * error, within(SIZE * error / 1_000));
    }

    /** Returns calls that add 1,000 objects each. */
    private static Growing growing(long operations, int profileRate) {
        List<Snapshot> checkpoints = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        for (int call = 1; call <= CALLS; call++) {
            double objects = 1_000.0 * call;
            checkpoints.add(new Snapshot(
                    new RunPlan(call * operations, 1, SettlePolicy.QUICK, profileRate, 0),
                    call,
                    0,
                    true,
                    new HeapSnapshot(Map.of(SimulatedScenario.stackOf("leak"), new Amount(objects, SIZE * objects)), 1),
                    List.of(),
                    Totals.of(2, 6, 7),
                    1_024,
                    List.of()));
            allocations.add(new Allocation(0, 0));
        }
        return Growing.in(new Series(0, checkpoints, null, allocations), SimulatedScenario.SITES);
    }
}
