package io.github.noleak.judge;

import static io.github.noleak.judge.SimulatedBenchmark.byChance;
import static io.github.noleak.judge.SimulatedBenchmark.oneIn;
import static io.github.noleak.judge.SimulatedBenchmark.scatter;
import static io.github.noleak.judge.SimulatedBenchmark.steady;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import io.github.noleak.judge.SimulatedBenchmark.Played;
import io.github.noleak.measure.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on record passes, hides nothing else, and has to be true. */
class SeriesKnownTests {

    private static final Platform HERE = new Platform("go1.26.8", "amd64");
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 17);
    private static final String LEAK = "heap example.com/shop.leak";

    @Test
    void knownLeakPassesAndIsShownAfterOneSeries() {
        Played played =
                benchmark().keeps("leak", oneIn(1)).knowing(knows(leak(1))).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.series()).as("it has not to be proven again").hasSize(1);
        assertThat(played.decided().notices()).isEmpty();
        assertThat(played.decided().leaks())
                .singleElement()
                .satisfies(p -> assertThat(p.known()).isEqualTo(leak(1)));
        MetricReport objects = played.metric(Metric.RETAINED_OBJECTS);
        assertThat(objects.growth())
                .isPositive()
                .isLessThanOrEqualTo(objects.limit().value());
        assertThat(objects.limit().source()).isEqualTo("default, and noleak-baseline.json");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 100, 1_000})
    void newLeakBesideAKnownOneIsFoundAsIfThatWereNotThere(long oneIn) {
        int open = 0;
        for (int seed = 0; seed < 100; seed++) {
            Played played = benchmark()
                    .seed(seed)
                    .keeps("leak", oneIn(1))
                    .keeps("other", byChance(1.0 / oneIn))
                    .knowing(knows(leak(1)))
                    .play();

            if (played.verdict().equals("OPEN")) {
                open++;
                continue;
            }
            assertVerdict(played, Verdict.LEAK);
            assertThat(played.decided().leaks())
                    .filteredOn(p -> p.known() == null)
                    .singleElement()
                    .satisfies(p -> assertThat(p.growth().subject())
                            .isEqualTo(new Subject.HeapSite(SimulatedScenario.frame("other"))));
        }
        assertThat(open).as("one in 1,000 is few by chance").isLessThanOrEqualTo(2);
    }

    /** The room for goroutines lets the first series have 3,000 operations. */
    @Test
    void knownLeakOfGoroutinesIsFollowedAsFarAsThereIsRoom() {
        KnownLeak known = new KnownLeak("goroutine example.com/shop.Start", 1, 0, "ticket 12", null);
        Played alone = benchmark()
                .goroutines("select", oneIn(1))
                .knowing(knows(fingerprinted(known)))
                .play();

        assertVerdict(alone, Verdict.CLEAN);
        assertThat(alone.decided().furthest()).isGreaterThan(8_000);
    }

    @ParameterizedTest
    @CsvSource({"10, 1.5", "100, 1.8"})
    void grownLeakFails(long oneIn, double timesMore) {
        Played played = benchmark()
                .keeps("leak", byChance(timesMore / oneIn))
                .knowing(knows(leak(1.0 / oneIn)))
                .play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.decided().notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice).startsWith("A known leak has grown from "));
    }

    @Test
    void scatterIsNoGrowth() {
        for (int seed = 0; seed < 100; seed++) {
            assertVerdict(
                    benchmark()
                            .seed(seed)
                            .keeps("leak", byChance(0.1))
                            .keeps("buffers", scatter(50, 2))
                            .knowing(knows(leak(0.1)))
                            .play(),
                    Verdict.CLEAN);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, CLEAN", "-1, LEAK"})
    void leakIsKnownThroughItsLastDay(int days, Verdict verdict) {
        KnownLeak leak = new KnownLeak(LEAK, 1, 48, "ticket 12", TODAY.plusDays(days));

        assertVerdict(benchmark().keeps("leak", oneIn(1)).knowing(knows(leak)).play(), verdict);
    }

    @ParameterizedTest
    @CsvSource({"false, CLEAN", "true, ERROR"})
    void leakThatIsGoneIsANoticeOrAnErrorOfAStrictBaseline(boolean strict, Verdict verdict) {
        Known known = new Known(new KnownScenario(HERE, Map.of(), List.of(leak(1))), HERE, TODAY, strict, "the file");
        Played played = benchmark().knowing(known).play();

        assertVerdict(played, verdict);
        assertThat(played.decided().notices())
                .containsExactly("the file knows a leak that is gone: " + LEAK
                        + "; take it out by hand or with -Dnoleak.baseline.update=true.");
    }

    @Test
    void allocationsAboveTheRecordAreARegressionWhereTheRecordHolds() {
        Played played = allocating(20).knowing(allocates(HERE, 500, 10)).play();

        assertVerdict(played, Verdict.REGRESSION);
        assertThat(played.metric(Metric.ALLOC_OBJECTS).perOperation()).isEqualTo(10);
        assertThat(played.metric(Metric.ALLOC_OBJECTS).limit().source())
                .isEqualTo("default, above noleak-baseline.json");
        assertThat(played.soFar().counted())
                .as("two processes show it")
                .extracting(SeriesSoFar.Counted::iterations)
                .containsExactly(500L, 500L);
        assertVerdict(allocating(10).knowing(allocates(HERE, 500, 10)).play(), Verdict.CLEAN);
        assertVerdict(allocating(14).knowing(allocates(HERE, 500, 10)).play(), Verdict.CLEAN);
    }

    @Test
    void recordOfTheSizeOfTheSeriesNeedsNoOther() {
        Played played = allocating(10).knowing(allocates(HERE, 4_000, 10)).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.soFar().counted()).isEmpty();
    }

    @Test
    void allocationsOfAnotherPlatformAreNotComparedAndItIsSaid() {
        Played played = allocating(90)
                .knowing(allocates(new Platform("go1.19", "amd64"), 500, 10))
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.decided().notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice).contains("go1.19", "not compared"));
    }

    @Test
    void allocationsThatRiseFromCallToCallInTwoSeriesAreARegression() {
        for (double nanos : new double[] {1e3, 5e5, 1e8}) {
            assertVerdict(
                    benchmark()
                            .nanos(nanos)
                            .allocating(steady((done, each) -> 10 + 20.0 * done / each))
                            .play(),
                    Verdict.REGRESSION);
        }
        Played played = benchmark()
                .allocating(steady((done, each) -> 10 + 20.0 * done / each))
                .play();

        assertThat(played.series()).hasSize(2);
        assertThat(played.metric(Metric.ALLOC_OBJECTS).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void allocationsThatRiseInOneSeriesAloneAreNone() {
        Played played = benchmark()
                .allocating(steady((done, each) -> 10 + Math.min(160, 20.0 * done / 4_000)))
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.series()).hasSize(2);
    }

    @Test
    void updateRecordsWhatThenPassesByTheSameSeries() {
        Played before = benchmark()
                .keeps("leak", oneIn(1))
                .keeps("other", oneIn(50))
                .knowing(knows())
                .play();

        BaselineUpdate update = update(knows(), before, "ticket 12");

        assertThat(update.scenario().leaks()).hasSize(2);
        assertThat(update.scenario().allocations())
                .extractingByKey(Metric.ALLOC_OBJECTS)
                .isEqualTo(new KnownAllocation(10, 0, before.series().get(0).each()));
        Played after = benchmark()
                .keeps("leak", oneIn(1))
                .keeps("other", oneIn(50))
                .knowing(knows().with(update.scenario()))
                .play(before.soFar());
        assertVerdict(after, Verdict.CLEAN);
        assertThat(after.soFar()).as("no further run").isEqualTo(before.soFar());
        assertThat(update(knows().with(update.scenario()), after, null).changes())
                .isEmpty();
    }

    private static BaselineUpdate update(Known before, Played played, @Nullable String reason) {
        return BaselineUpdate.of(before, played.decided(), played.soFar(), SimulatedBenchmark.SITES, reason, true)
                .orElseThrow();
    }

    private static SimulatedBenchmark benchmark() {
        return new SimulatedBenchmark();
    }

    private static SimulatedBenchmark allocating(double objects) {
        return benchmark().allocating(steady((done, each) -> objects));
    }

    private static KnownLeak leak(double perOperation) {
        return new KnownLeak(LEAK, perOperation, 48 * perOperation, "ticket 12", null);
    }

    /** Returns a known leak by the fingerprint that the simulated goroutines have. */
    private static KnownLeak fingerprinted(KnownLeak leak) {
        Played played = benchmark().goroutines("select", oneIn(1)).play();
        String fingerprint =
                update(knows(), played, "why").scenario().leaks().get(0).fingerprint();
        return new KnownLeak(fingerprint, leak.perOperation(), leak.bytesPerOperation(), leak.reason(), null);
    }

    private static Known knows(KnownLeak... leaks) {
        return new Known(new KnownScenario(HERE, Map.of(), List.of(leaks)), HERE, TODAY, false, "noleak-baseline.json");
    }

    private static Known allocates(Platform where, long iterations, double objects) {
        Map<Metric, KnownAllocation> record = Map.of(
                Metric.ALLOC_OBJECTS, new KnownAllocation(objects, 0, iterations),
                Metric.TOTAL_ALLOC, new KnownAllocation(64 * objects, 0, iterations));
        return new Known(new KnownScenario(where, record, List.of()), HERE, TODAY, false, "noleak-baseline.json");
    }

    private static void assertVerdict(Played played, Verdict verdict) {
        assertThat(played.decided().verdict()).as(played::story).isEqualTo(verdict);
    }
}
