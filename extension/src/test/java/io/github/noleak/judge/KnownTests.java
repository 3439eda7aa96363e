package io.github.noleak.judge;

import static io.github.noleak.judge.SimulatedBenchmark.byChance;
import static io.github.noleak.judge.SimulatedBenchmark.oneIn;
import static io.github.noleak.judge.SimulatedBenchmark.scatter;
import static io.github.noleak.judge.SimulatedBenchmark.steady;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.judge.SimulatedBenchmark.Model;
import io.github.noleak.judge.SimulatedBenchmark.Played;
import io.github.noleak.measure.Stopped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on record passes, what has grown fails, and the record is kept up by the same series. */
class KnownTests {

    private static final Platform HERE = new Platform("go1.26.8", "amd64");
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 17);
    private static final String LEAK = "heap example.com/shop.leak";

    @Test
    void grownLeakOfGoroutinesFailsSooner() {
        Model elevenInTen = steady((done, each) -> Math.floor(1.1 * done));
        String fingerprint = "goroutine example.com/shop.worker0 <- example.com/shop.Start";
        KnownLeak one = new KnownLeak(fingerprint, 1, 0, "old", null);

        assertVerdict(
                benchmark().goroutines("select", oneIn(1)).knowing(knows(one)).play(), Verdict.CLEAN);
        assertVerdict(
                benchmark()
                        .goroutines("select", elevenInTen)
                        .knowing(knows(one))
                        .play(),
                Verdict.LEAK);
    }

    @Test
    void largerObjectsOfAsManyAsBeforeFail() {
        KnownLeak small = new KnownLeak(LEAK, 1, 16, "old", null);

        assertVerdict(benchmark().keeps("leak", oneIn(1)).knowing(knows(small)).play(), Verdict.LEAK);
    }

    @Test
    void leakPastItsDateIsToldWithTheDate() {
        KnownLeak past = new KnownLeak(LEAK, 1, 48, "old", TODAY.minusDays(1));

        Played played = benchmark().keeps("leak", oneIn(1)).knowing(knows(past)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.decided().notices())
                .contains("noleak-baseline.json knows this leak only until 2026-05-16: " + LEAK + " (old).");
    }

    /** Between versions of Go, the same code keeps more or less: a client that closes a body without reading it, for one. */
    @Test
    void leakThatIsMoreOnAnotherVersionOfGoIsToldAndPasses() {
        Known other = new Known(
                new KnownScenario(new Platform("go1.25.4", "amd64"), Map.of(), List.of(leak(0.5))),
                HERE,
                TODAY,
                false,
                "noleak-baseline.json");

        Played played = benchmark().keeps("leak", oneIn(1)).knowing(other).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.decided().notices())
                .singleElement()
                .asString()
                .startsWith("A known leak is now 1 ")
                .contains("with go1.25.4 on amd64; this is go1.26.8 on amd64", LEAK);
    }

    @Test
    void strictRecordHoldsOnAnotherVersionOfGo() {
        Known other = new Known(
                new KnownScenario(new Platform("go1.25.4", "amd64"), Map.of(), List.of(leak(0.5))),
                HERE,
                TODAY,
                true,
                "noleak-baseline.json");

        assertVerdict(benchmark().keeps("leak", oneIn(1)).knowing(other).play(), Verdict.LEAK);
    }

    @Test
    void patchOfGoIsNoOtherVersion() {
        assertThat(HERE.isLike(new Platform("go1.26.9", "amd64"))).isTrue();
        assertThat(HERE.isLike(new Platform("go1.26", "amd64"))).isTrue();
        assertThat(HERE.isLike(new Platform("", ""))).as("written by hand").isTrue();
        assertThat(HERE.isLike(new Platform("go1.27.0", "amd64"))).isFalse();
        assertThat(HERE.isLike(new Platform("go1.26.8", "arm64"))).isFalse();
    }

    @Test
    void leakThatIsLessNowCanBeTightened() {
        Played played =
                benchmark().keeps("leak", oneIn(1)).knowing(knows(leak(3))).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.decided().notices())
                .singleElement()
                .asString()
                .startsWith("noleak-baseline.json can be tightened")
                .contains(LEAK);
    }

    @Test
    void leakThatIsTooRareToShowIsNotTakenForGone() {
        Played played = benchmark().knowing(knows(leak(0.0001))).play();

        assertThat(played.decided().notices()).isEmpty();
    }

    @Test
    void leakIsNotTakenForGoneWhereNothingSettles() {
        Played played = benchmark()
                .neverSettled()
                .keeps("leak", oneIn(1))
                .knowing(knows(leak(1)))
                .play();

        assertThat(played.decided().notices()).noneMatch(n -> n.contains("is gone"));
    }

    @Test
    void knownLeakDoesNotHideAFailure() {
        Played played = benchmark()
                .keeps("leak", oneIn(1))
                .breaksOff(Stopped.Cause.FAILED, 20_000)
                .knowing(knows(leak(1)))
                .play();

        assertVerdict(played, Verdict.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"15, 640", "10, 641", "10, 640"})
    void riseWithinTheLimitsIsNoRegression(double objects, double bytes) {
        Played played = allocating(objects, bytes)
                .knowing(allocates(HERE, 777, 10, 640))
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.soFar().counted()).hasSize(1);
    }

    @Test
    void oneObjectMoreThatTakesNoBytesIsRounding() {
        assertVerdict(oneObjectMore(0), Verdict.CLEAN);
        assertVerdict(oneObjectMore(16), Verdict.REGRESSION);
    }

    private static Played oneObjectMore(double bytes) {
        return allocating(11, 640 + bytes)
                .limit(Metric.ALLOC_OBJECTS, 0)
                .knowing(allocates(HERE, 777, 10, 640))
                .play();
    }

    @Test
    void scatterAboveTheRecordIsNoRegression() {
        Map<Metric, KnownAllocation> record = Map.of(Metric.ALLOC_OBJECTS, new KnownAllocation(15, 6, 777));

        Played played = benchmark()
                .allocating(random -> (done, each) -> 10 + 20 * random.nextDouble(), 640)
                .limit(Metric.ALLOC_OBJECTS, 0)
                .knowing(known(new KnownScenario(HERE, record, List.of())))
                .play();

        assertVerdict(played, Verdict.CLEAN);
    }

    @Test
    void leaksOfAnotherPlatformAreKnown() {
        KnownScenario elsewhere = new KnownScenario(new Platform("go1.19", "arm64"), Map.of(), List.of(leak(1)));

        Played played =
                benchmark().keeps("leak", oneIn(1)).knowing(known(elsewhere)).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.decided().notices()).isEmpty();
    }

    @Test
    void fewerAllocationsCanBeTightened() {
        Played played =
                allocating(5, 640).knowing(allocates(HERE, 777, 10, 640)).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.decided().notices())
                .containsExactly("noleak-baseline.json can be tightened with -Dnoleak.baseline.update=true:"
                        + " from 10 to 5 objects an operation, at 777 operations.");
    }

    @Test
    void updateRecordsWhatThenPasses() {
        Played found = benchmark().keeps("leak", oneIn(1)).knowing(knows()).play();

        BaselineUpdate update = update(knows(), found, "ticket 12");

        assertThat(update.changes()).containsExactly("new: " + LEAK);
        assertThat(update.scenario().leaks()).containsExactly(new KnownLeak(LEAK, 1, 48, "ticket 12", null));
        assertThat(update.scenario().allocations()).containsOnlyKeys(Metric.ALLOC_OBJECTS, Metric.TOTAL_ALLOC);
        assertVerdict(
                benchmark()
                        .keeps("leak", oneIn(1))
                        .knowing(knows().with(update.scenario()))
                        .play(),
                Verdict.CLEAN);
    }

    /** One series shows that it grows with the leak, and the next may not. */
    @Test
    void updateRecordsTheContainerThatGrowsByLeapsWithALeak() {
        Model leaps = steady((done, each) -> 200.0 * Long.numberOfTrailingZeros(Long.highestOneBit(done)));
        Played played =
                benchmark().keeps("leak", oneIn(1)).keeps("table", leaps).play();

        assertThat(played.decided().leaks()).as(played::story).hasSize(1);
        assertThat(update(knows(), played, "why").scenario().leaks())
                .extracting(KnownLeak::fingerprint)
                .containsExactly(LEAK, "heap example.com/shop.table");
    }

    @Test
    void secondUpdateChangesNothing() {
        Model leak = byChance(0.3);
        Known after = knows().with(
                        update(knows(), benchmark().keeps("leak", leak).play(), "why")
                                .scenario());

        BaselineUpdate again = update(
                after, benchmark().seed(7).keeps("leak", leak).knowing(after).play(), null);

        assertThat(again.scenario()).isEqualTo(after.scenario());
        assertThat(again.changes()).isEmpty();
    }

    @Test
    void newLeakNeedsAReason() {
        BaselineUpdate update =
                update(knows(), benchmark().keeps("leak", oneIn(1)).play(), null);

        assertThat(update.unexplained()).containsExactly(LEAK);
    }

    @Test
    void grownLeakKeepsItsReasonAndItsDate() {
        Known before = knows(new KnownLeak(LEAK, 0.1, 4.8, "old", TODAY));

        BaselineUpdate update = update(
                before, benchmark().keeps("leak", oneIn(1)).knowing(before).play(), null);

        assertThat(update.unexplained()).isEmpty();
        assertThat(update.scenario().leaks()).containsExactly(new KnownLeak(LEAK, 1, 48, "old", TODAY));
    }

    @Test
    void leakPastItsDateNeedsAReasonAnew() {
        Known before = knows(new KnownLeak(LEAK, 1, 48, "old", TODAY.minusDays(1)));
        Played played = benchmark().keeps("leak", oneIn(1)).knowing(before).play();

        assertThat(update(before, played, null).unexplained()).containsExactly(LEAK);
        assertThat(update(before, played, "new").scenario().leaks())
                .containsExactly(new KnownLeak(LEAK, 1, 48, "new", null));
    }

    @Test
    void updateDropsWhatIsGoneAndKeepsWhatIsTooRareToTell() {
        KnownLeak rare = new KnownLeak("heap example.com/shop.rare", 0.0001, 0.0048, "old", null);
        Known before = knows(leak(1), rare);

        BaselineUpdate update = update(before, benchmark().knowing(before).play(), null);

        assertThat(update.scenario().leaks()).containsExactly(rare);
        assertThat(update.changes()).containsExactly("gone: " + LEAK);
    }

    @Test
    void updateRecordsNoLeakBelowItsLimit() {
        Played played = benchmark()
                .keeps("leak", oneIn(1))
                .limit(Metric.RETAINED_OBJECTS, 1_000_000_000)
                .limit(Metric.RETAINED_BYTES, 1L << 50)
                .play();

        assertThat(update(knows(), played, "why").scenario().leaks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {777, 4_000})
    void updateKeepsTheNumberOfOperationsOnRecord(long iterations) {
        Known before = allocates(HERE, iterations, 10, 640);

        BaselineUpdate update =
                update(before, allocating(50, 6400).knowing(before).play(), null);

        assertThat(update.scenario().allocations())
                .containsEntry(Metric.ALLOC_OBJECTS, new KnownAllocation(50, 0, iterations))
                .containsEntry(Metric.TOTAL_ALLOC, new KnownAllocation(6400, 0, iterations));
        assertThat(update.changes()).containsExactly("alloc-objects", "total-alloc");
    }

    @Test
    void updateRecordsThePlatformOfNow() {
        Known before = allocates(new Platform("go1.19", "arm64"), 777, 90, 9000);

        BaselineUpdate update =
                update(before, allocating(10, 640).knowing(before).play(), null);

        assertThat(update.scenario().platform()).isEqualTo(HERE);
        assertThat(update.scenario().allocations())
                .extractingByKey(Metric.ALLOC_OBJECTS)
                .extracting(KnownAllocation::perOperation)
                .isEqualTo(10.0);
    }

    @Test
    void nothingIsRecordedOfWhatFails() {
        Played played = benchmark().breaksOff(Stopped.Cause.FAILED, 1).play();

        assertThat(BaselineUpdate.of(knows(), played.decided(), played.soFar(), SimulatedBenchmark.SITES, "why", true))
                .isEmpty();
    }

    private static BaselineUpdate update(Known before, Played played, @Nullable String reason) {
        return BaselineUpdate.of(before, played.decided(), played.soFar(), SimulatedBenchmark.SITES, reason, true)
                .orElseThrow();
    }

    private static KnownLeak leak(double perOperation) {
        return new KnownLeak(LEAK, perOperation, 48 * perOperation, "old", null);
    }

    private static Known knows(KnownLeak... leaks) {
        return known(new KnownScenario(HERE, Map.of(), List.of(leaks)));
    }

    private static Known allocates(Platform platform, long iterations, double objects, double bytes) {
        Map<Metric, KnownAllocation> record = Map.of(
                Metric.ALLOC_OBJECTS,
                new KnownAllocation(objects, 0, iterations),
                Metric.TOTAL_ALLOC,
                new KnownAllocation(bytes, 0, iterations));
        return known(new KnownScenario(platform, record, List.of()));
    }

    private static Known known(KnownScenario scenario) {
        return new Known(scenario, HERE, TODAY, false, "noleak-baseline.json");
    }

    private static SimulatedBenchmark allocating(double objects, double bytes) {
        return benchmark().allocating(steady((done, each) -> objects), bytes);
    }

    /** A healthy benchmark with some scatter, to which a test adds what it is about. */
    private static SimulatedBenchmark benchmark() {
        return new SimulatedBenchmark().keeps("jitter", scatter(20, 2));
    }

    private static void assertVerdict(Played played, Verdict verdict) {
        assertThat(played.decided().verdict()).as(played::story).isEqualTo(verdict);
    }
}
