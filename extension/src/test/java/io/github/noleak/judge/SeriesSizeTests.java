package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.Growth;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesSizeTests {

    private static final int CALLS = SeriesSchedule.CALLS;
    private static final SeriesSize SIZE = new SeriesSize(2);

    @ParameterizedTest
    @CsvSource({"1000, 1900, false", "1000, 2000, true", "1000, 500, true", "1000, 510, false"})
    void sizesDifferByHalf(long one, long other, boolean differ) {
        assertThat(SeriesSize.isAnother(one, other)).isEqualTo(differ);
    }

    @Test
    void whatGrowsIsFollowedUntilAContainerHasFilled() {
        assertThat(next(1e-7, growing(1), series(4_000, 1e-7, 1)))
                .as("600,000 entries are cheap")
                .isEqualTo(75_000);
        assertThat(next(4e-6, growing(1), series(4_000, 4e-6, 1)))
                .as("two seconds are for what is cheap")
                .isEqualTo(62_500);
        assertThat(next(2e-5, growing(1), series(4_000, 2e-5, 1)))
                .as("150,000 are worth four times the budget")
                .isEqualTo(18_750);
    }

    @Test
    void whatDoesNotGrowIsCalledEightTimesAsOftenWithinTheBudget() {
        assertThat(next(1e-7, List.of(), series(4_000, 1e-7, 0))).isEqualTo(32_000);
        assertThat(next(1e-5, List.of(), series(4_000, 1e-5, 0))).isBetween(24_990L, 25_000L);
        assertThat(SIZE.next(List.of(series(4_000, 1e-4, 0)), List.of(), List.of()))
                .isEmpty();
    }

    @Test
    void smallerSeriesShowsTheSameWhereNoneIsLarger() {
        assertThat(next(5e-3, growing(1), series(400, 5e-3, 1))).isEqualTo((long) (400 / 2.2));
        assertThat(SIZE.next(List.of(series(181, 5e-3, 1), series(400, 5e-3, 1)), growing(1), List.of())
                        .orElseThrow()
                        .operations())
                .as("such a one was run")
                .isEqualTo((long) (181 / 2.2));
    }

    @Test
    void slowOperationsAreCalledWithTwo() {
        assertThat(next(3, growing(1), series(1, 3, 1))).isEqualTo(2);
        assertThat(SIZE.next(List.of(series(1, 3, 0)), List.of(), List.of())).isEmpty();
    }

    /** 900 samples in a quarter of 600,000 operations. */
    @ParameterizedTest
    @CsvSource({"16, 2666", "0.3, 1", "0.4, 66", "100000, 524288"})
    void profileRateLeavesSamplesOfAllThatGrows(double bytes, int rate) {
        List<Growth> growing = List.of(growing(1, bytes), growing(1, 2 * bytes));
        List<Series> all = List.of(series(4_000, 1e-7, 1));

        assertThat(SIZE.next(all, growing, growing).orElseThrow().profileRate()).isEqualTo(rate);
        assertThat(SIZE.next(all, growing, List.of()).orElseThrow().profileRate())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"13000, false", "14900, false", "15000, true"})
    void lineIsConfirmedWhereNearlyAllOfAContainerWouldHaveFilled(long each, boolean confirmed) {
        Series series = series(each, 1e-7, 1);

        assertThat(SIZE.isConfirmed(growing(1).get(0), growing(1), series)).isEqualTo(confirmed);
    }

    @Test
    void limitThatIsNearIsGoneTo() {
        List<Series> all = List.of(series(4_000, 1e-6, 1));

        assertThat(SIZE.towardsLimit(all, growing(1), 10).orElseThrow().operations())
                .isEqualTo(52_000);
        assertThat(SIZE.towardsLimit(all, growing(1), 1.1).orElseThrow().operations())
                .as("another size")
                .isEqualTo(8_000);
        assertThat(SIZE.towardsLimit(all, growing(1), 200)).isEmpty();
        assertThat(SIZE.towardsLimit(all, growing(1), Double.POSITIVE_INFINITY)).isEmpty();
    }

    private static long next(double seconds, List<Growth> growing, Series series) {
        assertThat(series.secondsPerOperation()).isCloseTo(seconds, within(seconds / 100));
        return SIZE.next(List.of(series), growing, List.of()).orElseThrow().operations();
    }

    private static List<Growth> growing(double perOperation) {
        return List.of(growing(perOperation, 0));
    }

    private static Growth growing(double perOperation, double bytes) {
        Subject line = new Subject.HeapSite(SimulatedScenario.frame("leak"));
        return new Growth(
                line,
                1_000,
                new Amount(1_000 * perOperation, 1_000 * bytes),
                new Amount(2_000 * perOperation, 2_000 * bytes),
                new Amount(4_000 * perOperation, 4_000 * bytes),
                0);
    }

    private static Series series(long each, double seconds, double perOperation) {
        List<Snapshot> checkpoints = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        for (int call = 1; call <= CALLS; call++) {
            long operations = call * each;
            double objects = operations * perOperation;
            checkpoints.add(new Snapshot(
                    new RunPlan(operations, 1, SettlePolicy.QUICK, 1, 0),
                    operations * seconds,
                    seconds * 1e9,
                    true,
                    new HeapSnapshot(Map.of(SimulatedScenario.stackOf("leak"), new Amount(objects, 16 * objects)), 1),
                    List.of(),
                    Totals.of(2, 6, 7),
                    1_024,
                    List.of()));
            allocations.add(new Allocation(0, 0));
        }
        return new Series(0, checkpoints, null, allocations);
    }
}
