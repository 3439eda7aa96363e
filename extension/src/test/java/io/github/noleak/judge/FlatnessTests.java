package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Totals;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatnessTests {

    private static final int CALLS = SeriesSchedule.CALLS;
    private static final long DEEP = 4_000;
    private static final int SEEDS = 300;
    private static final SiteFinder SITES = SimulatedScenario.SITES;
    private static final CallStack PUT = stack("Put", 10);
    private static final CallStack GET = stack("Get", 20);

    /** What is in use after some calls, each of n operations. */
    private interface Model {

        double after(int calls, long n);
    }

    private final Map<CallStack, Model> heap = new LinkedHashMap<>();
    private final Map<CallStack, Integer> sizes = new HashMap<>();
    private int profileRate = 1;
    private Model bytes = (calls, n) -> 0;
    private Model goroutines = (calls, n) -> 2;
    private Model files = (calls, n) -> 6;
    private Model threads = (calls, n) -> 7;
    private Model allocated = (calls, n) -> 10;

    private static CallStack stack(String function, int line) {
        return new CallStack(
                List.of(new Frame(SimulatedScenario.MODULE + "/cache." + function, "/shop/cache/cache.go", line)));
    }

    @Test
    void constantHeapIsClean() {
        heap.put(PUT, (calls, n) -> 5_000);

        Conclusion clean = ((SeriesStep.Decided) next(DEEP)).conclusion();
        assertThat(clean.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(clean.furthest()).isEqualTo(CALLS * DEEP);
        assertThat(clean.leaks()).isEmpty();
        assertThat(clean.metrics())
                .anySatisfy(m -> {
                    assertThat(m.metric()).isEqualTo(Metric.RETAINED_OBJECTS);
                    assertThat(m.samples()).containsExactly(5_000.0, 5_000.0, 5_000.0);
                    assertThat(m.growth()).isZero();
                })
                .anySatisfy(m -> {
                    assertThat(m.metric()).isEqualTo(Metric.ALLOC_OBJECTS);
                    assertThat(m.samples()).hasSize(CALLS).containsOnly(10.0);
                });
    }

    @Test
    void firstCallWarmsUp() {
        heap.put(PUT, (calls, n) -> calls == 1 ? 40 : 5_000);

        assertThat(isFlat(DEEP)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 100, 1_000})
    void leakOfOneInAThousandOperationsOrMoreIsNotFlat(double one) {
        heap.put(PUT, (calls, n) -> 300 + Math.floor(calls * n / one));

        assertThat(isFlat(DEEP)).isFalse();
    }

    @Test
    void leakByChanceIsNotFlat() {
        int flat = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double rate = Math.pow(1_000, -random.nextDouble());
            heap.put(PUT, walk(random, rate));
            flat += isFlat(DEEP) ? 1 : 0;
        }
        assertThat(flat).isZero();
    }

    @Test
    void leakBesideScatterIsNotFlat() {
        int flat = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double width = random.nextInt(60);
            Model leak = walk(random, 1 / 500.0);
            heap.put(PUT, (calls, n) -> leak.after(calls, n) + width * random.nextDouble());
            flat += isFlat(DEEP) ? 1 : 0;
        }
        assertThat(flat).isZero();
    }

    @Test
    void littleScatterIsMostlyFlat() {
        int flat = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            heap.put(PUT, (calls, n) -> 500 + random.nextInt(6));
            flat += isFlat(DEEP) ? 1 : 0;
        }
        assertThat(flat).isGreaterThan(SEEDS * 9 / 10);
    }

    /** What could hide the leak that is to be found is not flat, whatever its slope. */
    @Test
    void muchScatterIsNotFlat() {
        int flat = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            heap.put(PUT, (calls, n) -> 500 + random.nextInt(120));
            flat += isFlat(DEEP) ? 1 : 0;
        }
        assertThat(flat).isLessThan(SEEDS / 50);
    }

    /** Goroutines of an earlier benchmark that end one after the other would hide those that stay. */
    @Test
    void whatFallsIsNotFlat() {
        goroutines = (calls, n) -> 100 - 10 * calls;

        assertThat(isFlat(DEEP)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2.5, true", "3.5, false"})
    void fewObjectsComeAndGo(double more, boolean flat) {
        heap.put(PUT, (calls, n) -> 50 + more * (calls - 2) / 6);

        assertThat(isFlat(DEEP)).isEqualTo(flat);
    }

    @ParameterizedTest
    @CsvSource({"2.5, true", "3.5, false"})
    void riseIsNoChanceBeyondThreeStandardErrors(double errors, boolean flat) {
        // Points off their line by +1 and -1 in turn have a standard error of the rise of 1.33.
        heap.put(PUT, (calls, n) -> 50 + errors * 1.33 * (calls - 2) / 6 + (calls % 2 == 0 ? 1 : -1));

        assertThat(isFlat(DEEP)).isEqualTo(flat);
    }

    @ParameterizedTest
    @CsvSource({"22, true", "26, false"})
    void scatterMayBeAsLargeAsALeakOfOneInAThousand(double unseen, boolean flat) {
        // +w and -w in turn have three errors of the rise of 3 * w * sqrt(48 / 7 / 5 / 28) * 6 = 3.98 w.
        double w = unseen / 3.98;
        heap.put(PUT, (calls, n) -> 500 + (calls % 2 == 0 ? w : -w));

        assertThat(3
                        * Fit.of(List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L), new double[] {w, -w, w, -w, w, -w, w})
                                .riseError())
                .isBetween(unseen - 0.5, unseen + 0.5);
        assertThat(isFlat(DEEP)).isEqualTo(flat);
    }

    @ParameterizedTest
    @CsvSource({"5, true", "7, false"})
    void scatterMayBeOfAFewObjectsOverFewOperations(double unseen, boolean flat) {
        double w = unseen / 3.98;
        heap.put(PUT, (calls, n) -> 500 + (calls % 2 == 0 ? w : -w));

        assertThat(isFlat(20)).isEqualTo(flat);
    }

    @Test
    void smallOperationsAreJudgedByTheirCounts() {
        heap.put(PUT, (calls, n) -> 50 + 2.0 * calls * n);

        assertThat(isFlat(2)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000, true", "1050, false"})
    void bytesMayRiseByLessThanAKilobyte(int more, boolean flat) {
        heap.put(PUT, (calls, n) -> 1);
        sizes.put(PUT, 1 << 20);
        bytes = (calls, n) -> more * (calls - 2) / 6.0;

        assertThat(isFlat(DEEP)).isEqualTo(flat);
    }

    @ParameterizedTest
    @CsvSource({"980000, true", "1100000, false"})
    void scatterOfBytesMayNotHideWhatIsBeyondTheLimit(double unseen, boolean flat) {
        double w = unseen / 3.98;
        heap.put(PUT, (calls, n) -> 1);
        sizes.put(PUT, 1 << 20);
        bytes = (calls, n) -> calls % 2 == 0 ? w : -w;

        assertThat(isFlat(DEEP)).isEqualTo(flat);
    }

    @ParameterizedTest
    @ValueSource(strings = {"goroutines", "files", "threads"})
    void whatTheSystemCountsIsJudgedToo(String resource) {
        Model leak = (calls, n) -> 6 + 2 * calls;
        switch (resource) {
            case "goroutines" -> goroutines = leak;
            case "files" -> files = leak;
            default -> threads = leak;
        }

        assertThat(isFlat(DEEP)).isFalse();
    }

    @Test
    void oneLineThatGrowsAmongManyIsEnough() {
        for (int line = 100; line < 200; line++) {
            heap.put(stack("Line", line), (calls, n) -> 7);
        }
        heap.put(GET, (calls, n) -> calls * n / 1_000.0);

        assertThat(isFlat(DEEP)).isFalse();
    }

    @Test
    void allocationsThatRiseAreNotClean() {
        allocated = (calls, n) -> 10 + 20 * calls;

        assertThat(isFlat(DEEP)).isTrue();
        assertThat(next(DEEP)).as("another process has to show it").isInstanceOf(SeriesStep.Run.class);
    }

    @ParameterizedTest
    @CsvSource({"20, true", "30, false"})
    void whatIsKnownBySamplesAloneIsFlatUpToSoManyOfThem(int samples, boolean flat) {
        profileRate = 4_096;
        double each = samples * profileRate / 48.0 / (CALLS - 2);
        heap.put(PUT, (calls, n) -> 100 + each * calls);

        assertThat(isFlat(DEEP)).isEqualTo(flat);
    }

    @ParameterizedTest
    @CsvSource({"125000, true", "135000, false"})
    void whatKeepsTheSameFromTheMiddleOnHasFilled(double capacity, boolean filled) {
        heap.put(PUT, (calls, n) -> Math.min(capacity, (double) calls * n));

        assertThat(Flatness.hasFilled(series(8 * DEEP), limits(), SITES)).isEqualTo(filled);
        assertThat(isFlat(8 * DEEP)).isFalse();
    }

    /** In the first series it may be a leak that chance has hidden in the later half. */
    @Test
    void whatHasFilledIsCleanInASeriesOfAnotherSizeAlone() {
        heap.put(PUT, (calls, n) -> Math.min(12_000, (double) calls * n));
        assertThat(next(DEEP)).isInstanceOf(SeriesStep.Run.class);

        heap.put(PUT, (calls, n) -> Math.min(125_000, (double) calls * n));
        SeriesSoFar two = SeriesSoFar.of(List.of(series(DEEP), series(8 * DEEP)));
        SeriesStep step = new SeriesJudge(limits(), SITES, 2, 0, Known.nothing(), true).next(two);

        assertThat(step).isInstanceOfSatisfying(SeriesStep.Decided.class, decided -> {
            assertThat(decided.conclusion().verdict()).isEqualTo(Verdict.CLEAN);
            assertThat(decided.conclusion().notices()).isEmpty();
        });
    }

    @Test
    void seriesNeedsCheckpointsOfMoreAndMoreOperations() {
        Snapshot sample = sample(1, DEEP);
        List<Allocation> none =
                List.of(new Allocation(0, 0), new Allocation(0, 0), new Allocation(0, 0), new Allocation(0, 0));

        assertThatThrownBy(() -> new Series(0, List.of(sample, sample, sample, sample), null, none))
                .hasMessage("operations do not rise at checkpoint 2");
        assertThatThrownBy(() -> new Series(0, List.of(sample), null, none))
                .hasMessage("1 checkpoints with 4 allocations");
    }

    /** A leak that hits an operation by chance adds up as a random walk does. */
    private static Model walk(Random random, double rate) {
        double[] kept = new double[1];
        return (calls, n) -> {
            for (long i = 0; i < n; i++) {
                kept[0] += random.nextDouble() < rate ? 1 : 0;
            }
            return kept[0];
        };
    }

    private boolean isFlat(long n) {
        return Flatness.isFlatBut(subject -> false, series(n), limits(), SITES);
    }

    private SeriesStep next(long n) {
        return new SeriesJudge(limits(), SITES, 2, 0, Known.nothing(), true).next(SeriesSoFar.of(List.of(series(n))));
    }

    private Series series(long n) {
        List<Snapshot> checkpoints = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        for (int calls = 1; calls <= CALLS; calls++) {
            checkpoints.add(sample(calls, n));
            allocations.add(new Allocation(allocated.after(calls, n), 640.0 * n));
        }
        return new Series(0, checkpoints, null, allocations);
    }

    private static Map<Metric, Limit> limits() {
        Map<Metric, Limit> limits = new HashMap<>();
        for (Metric metric : Metric.values()) {
            limits.put(metric, new Limit(metric, metric.defaultLimit(), "default"));
        }
        return limits;
    }

    private Snapshot sample(int calls, long n) {
        Map<CallStack, Amount> heapSnapshot = new LinkedHashMap<>();
        heap.forEach((stack, model) -> {
            double objects = model.after(calls, n);
            heapSnapshot.put(
                    stack, new Amount(objects, objects * sizes.getOrDefault(stack, 48) + bytes.after(calls, n)));
        });
        return new Snapshot(
                new RunPlan(calls * n, 1, SettlePolicy.QUICK, profileRate, 0),
                0,
                1_000,
                true,
                new HeapSnapshot(heapSnapshot, 2L * calls),
                List.of(),
                Totals.of(goroutines.after(calls, n), files.after(calls, n), threads.after(calls, n)),
                1_024,
                List.of());
    }
}
