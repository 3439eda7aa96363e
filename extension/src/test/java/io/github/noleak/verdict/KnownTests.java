package io.github.noleak.verdict;

import static io.github.noleak.verdict.SimulatedScenario.filling;
import static io.github.noleak.verdict.SimulatedScenario.oneIn;
import static io.github.noleak.verdict.SimulatedScenario.scatter;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import io.github.noleak.verdict.SimulatedScenario.Model;
import io.github.noleak.verdict.SimulatedScenario.Played;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownTests {

    private static final Platform HERE = new Platform("go1.26.8", "amd64");
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 17);
    private static final String LEAK = "heap example.com/shop.leak";

    @Test
    void knownLeakPassesAndIsShown() {
        Played played =
                scenario().keeps("leak", oneIn(1)).knowing(knows(leak(1))).play();

        assertThat(played.conclusion().verdict()).as(played::story).isEqualTo(Verdict.CLEAN);
        assertThat(played.conclusion().leaks())
                .singleElement()
                .satisfies(p -> assertThat(p.known()).isEqualTo(leak(1)));
        assertThat(played.conclusion().notices()).isEmpty();
    }

    @Test
    void knownLeakHasRoomUnderItsLimit() {
        MetricReport objects = metric(
                scenario().keeps("leak", oneIn(1)).knowing(knows(leak(1))).play(), Metric.RETAINED_OBJECTS);

        assertThat(objects.growth())
                .isPositive()
                .isLessThanOrEqualTo(objects.limit().value());
        assertThat(objects.limit().source()).isEqualTo("default, and noleak-baseline.json");
        assertThat(objects.verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void newLeakBesideAKnownOneFails() {
        Played played = scenario()
                .keeps("leak", oneIn(1))
                .keeps("other", oneIn(500))
                .knowing(knows(leak(1)))
                .play();

        assertThat(played.conclusion().verdict()).as(played::story).isEqualTo(Verdict.LEAK);
        assertThat(played.conclusion().leaks())
                .filteredOn(p -> p.known() == null)
                .singleElement()
                .satisfies(p -> assertThat(p.growth().subject())
                        .isEqualTo(new Subject.HeapSite(SimulatedScenario.frame("other"))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 100, 1_000, 3_000})
    void newLeakBesideAKnownOneIsFoundAsIfThatWereNotThere(long oneIn) {
        int alone = 0;
        int beside = 0;
        for (int seed = 0; seed < 20; seed++) {
            alone += isLeak(scenario().seed(seed).keeps("other", oneIn(oneIn)).play());
            beside += isLeak(scenario()
                    .seed(seed)
                    .keeps("leak", oneIn(1))
                    .keeps("other", oneIn(oneIn))
                    .knowing(knows(leak(1)))
                    .play());
        }
        assertThat(beside).isGreaterThanOrEqualTo(alone);
    }

    private static int isLeak(Played played) {
        return played.conclusion().verdict() == Verdict.LEAK ? 1 : 0;
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "10, 5", "1, 1.5"})
    void grownLeakFails(long oneIn, double timesMore) {
        Played played = scenario()
                .keeps("leak", oneIn(oneIn))
                .knowing(knows(leak(1.0 / oneIn / timesMore)))
                .play();

        assertThat(played.conclusion().verdict()).as(played::story).isEqualTo(Verdict.LEAK);
        assertThat(played.conclusion().leaks()).allMatch(p -> p.known() == null);
        assertThat(played.conclusion().notices()).anyMatch(n -> n.startsWith("A known leak has grown from "));
    }

    @Test
    void grownLeakOfGoroutinesFailsSooner() {
        Model elevenInTen = (trial, random) -> Math.floor(1.1 * trial.totalOperations());
        String fingerprint = "goroutine example.com/shop.worker0 <- example.com/shop.Start";
        KnownLeak one = new KnownLeak(fingerprint, 1, 0, "old", null);

        assertThat(scenario().goroutines("select", oneIn(1)).knowing(knows(one)).play())
                .extracting(p -> p.conclusion().verdict())
                .isEqualTo(Verdict.CLEAN);
        assertThat(scenario()
                        .goroutines("select", elevenInTen)
                        .knowing(knows(one))
                        .play())
                .extracting(p -> p.conclusion().verdict())
                .isEqualTo(Verdict.LEAK);
    }

    @Test
    void largerObjectsOfAsManyAsBeforeFail() {
        KnownLeak small = new KnownLeak(LEAK, 1, 16, "old", null);

        Played played = scenario().keeps("leak", oneIn(1)).knowing(knows(small)).play();

        assertThat(played.conclusion().verdict()).isEqualTo(Verdict.LEAK);
    }

    @Test
    void scatterIsNoGrowth() {
        Set<Verdict> verdicts = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            verdicts.add(scenario()
                    .seed(seed)
                    .keeps("leak", SimulatedScenario.byChance(0.01))
                    .knowing(knows(leak(0.01)))
                    .play()
                    .conclusion()
                    .verdict());
        }

        assertThat(verdicts).containsExactly(Verdict.CLEAN);
    }

    @Test
    void leakIsKnownThroughItsLastDay() {
        assertThat(knowing(TODAY).conclusion().verdict()).isEqualTo(Verdict.CLEAN);

        Played after = knowing(TODAY.minusDays(1));
        assertThat(after.conclusion().verdict()).isEqualTo(Verdict.LEAK);
        assertThat(after.conclusion().notices())
                .contains("noleak-baseline.json knows this leak only until 2026-05-16: " + LEAK + " (old).");
    }

    private static Played knowing(LocalDate expires) {
        return scenario()
                .keeps("leak", oneIn(1))
                .knowing(knows(new KnownLeak(LEAK, 1, 48, "old", expires)))
                .play();
    }

    @Test
    void leakThatIsLessNowCanBeTightened() {
        Played played =
                scenario().keeps("leak", oneIn(1)).knowing(knows(leak(3))).play();

        assertThat(played.conclusion().verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(played.conclusion().notices())
                .singleElement()
                .asString()
                .startsWith("noleak-baseline.json can be tightened")
                .contains(LEAK);
    }

    @Test
    void leakThatIsGoneIsANotice() {
        Played played = scenario()
                .keeps("cache", filling(500, 1))
                .knowing(knows(leak(1)))
                .play();

        assertThat(played.conclusion().verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(played.conclusion().notices())
                .singleElement()
                .asString()
                .startsWith("noleak-baseline.json knows a leak that is gone: " + LEAK);
    }

    @Test
    void leakThatIsGoneIsAnErrorOfAStrictBaseline() {
        Known known = knows(leak(1));
        Known strict = new Known(known.scenario(), HERE, TODAY, true, known.source());

        Played played = scenario().knowing(strict).play();

        assertThat(played.conclusion().verdict()).isEqualTo(Verdict.ERROR);
        assertThat(played.conclusion().notices().get(0)).contains("is gone", "-Dnoleak.baseline.update=true");
    }

    @Test
    void leakThatIsTooRareToShowIsNotTakenForGone() {
        Played played = scenario().knowing(knows(leak(0.0001))).play();

        assertThat(played.conclusion().notices()).isEmpty();
    }

    @Test
    void leakIsNotTakenForGoneWhereNothingSettles() {
        Played played = scenario()
                .neverSettled()
                .keeps("leak", oneIn(1))
                .knowing(knows(leak(1)))
                .play();

        assertThat(played.conclusion().notices()).noneMatch(n -> n.contains("is gone"));
    }

    @Test
    void knownLeakDoesNotHideAFailure() {
        Played played = scenario()
                .keeps("leak", oneIn(1))
                .endingFrom(50_000, Stopped.Cause.FAILED)
                .knowing(knows(leak(1)))
                .play();

        assertThat(played.conclusion().verdict()).as(played::story).isEqualTo(Verdict.ERROR);
    }

    @Test
    void allocationsAboveTheRecordAreARegressionWhereTheRecordHolds() {
        Played played =
                allocating(20, 1280).knowing(allocates(HERE, 777, 10, 640)).play();

        assertThat(played.conclusion().verdict()).as(played::story).isEqualTo(Verdict.REGRESSION);
        MetricReport objects = metric(played, Metric.ALLOC_OBJECTS);
        assertThat(objects.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(objects.growth()).isEqualTo(10);
        assertThat(objects.limit().source()).isEqualTo("default, above noleak-baseline.json");
        assertThat(runsOfTheBaseline(played)).containsExactly(777L, 777L);
        assertThat(played.conclusion().notices())
                .anyMatch(
                        n -> n.startsWith("Allocation regression against noleak-baseline.json: from 10 to 20 objects"));
    }

    @Test
    void allocationsOfTestFunctionsAreComparedToo() {
        Played same = allocating(10, 640)
                .notRepeatable()
                .windowed()
                .knowing(allocates(HERE, 800, 10, 640))
                .play();
        Played more = allocating(20, 640)
                .notRepeatable()
                .windowed()
                .knowing(allocates(HERE, 800, 10, 640))
                .play();

        assertThat(same.conclusion().verdict()).as(same::story).isEqualTo(Verdict.CLEAN);
        assertThat(more.conclusion().verdict()).as(more::story).isEqualTo(Verdict.REGRESSION);
    }

    @ParameterizedTest
    @CsvSource({"15, 640", "10, 641", "10, 640"})
    void riseWithinTheLimitsIsNoRegression(double objects, double bytes) {
        Played played = allocating(objects, bytes)
                .knowing(allocates(HERE, 777, 10, 640))
                .play();

        assertThat(played.conclusion().verdict()).as(played::story).isEqualTo(Verdict.CLEAN);
        assertThat(runsOfTheBaseline(played)).hasSize(1);
    }

    @Test
    void oneObjectMoreThatTakesNoBytesIsRounding() {
        assertThat(oneObjectMore(0).conclusion().verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(oneObjectMore(16).conclusion().verdict()).isEqualTo(Verdict.REGRESSION);
    }

    private static Played oneObjectMore(double bytes) {
        return allocating(11, 640 + bytes)
                .limit(Metric.ALLOC_OBJECTS, 0)
                .knowing(allocates(HERE, 777, 10, 640))
                .play();
    }

    @Test
    void scatterAboveTheRecordIsNoRegression() {
        Played played = scenario()
                .allocates((done, operations, repeat, random) ->
                        new Allocation(10 + 20 * random.nextDouble(), 640.0 * operations))
                .limit(Metric.ALLOC_OBJECTS, 0)
                .knowing(new Known(
                        new KnownScenario(
                                HERE, Map.of(Metric.ALLOC_OBJECTS, new KnownAllocation(15, 6, 777)), List.of()),
                        HERE,
                        TODAY,
                        false,
                        "noleak-baseline.json"))
                .play();

        assertThat(played.conclusion().verdict()).as(played::story).isEqualTo(Verdict.CLEAN);
    }

    @ParameterizedTest
    @CsvSource({"go1.25.0, amd64", "go1.26.8, arm64"})
    void allocationsOfAnotherPlatformAreNotComparedAndItIsSaid(String go, String arch) {
        Played played = allocating(90, 9000)
                .knowing(allocates(new Platform(go, arch), 777, 10, 640))
                .play();

        assertThat(played.conclusion().verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(runsOfTheBaseline(played)).isEmpty();
        assertThat(played.conclusion().notices())
                .containsExactly("noleak-baseline.json has the allocations of " + go + " on " + arch
                        + "; this is go1.26.8 on amd64, so they are not compared.");
    }

    @Test
    void leaksOfAnotherPlatformAreKnown() {
        Known known = new Known(
                new KnownScenario(new Platform("go1.19", "arm64"), Map.of(), List.of(leak(1))),
                HERE,
                TODAY,
                false,
                "noleak-baseline.json");

        Played played = scenario().keeps("leak", oneIn(1)).knowing(known).play();

        assertThat(played.conclusion().verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(played.conclusion().notices()).isEmpty();
    }

    @Test
    void fewerAllocationsCanBeTightened() {
        Played played =
                allocating(5, 640).knowing(allocates(HERE, 777, 10, 640)).play();

        assertThat(played.conclusion().verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(played.conclusion().notices())
                .containsExactly("noleak-baseline.json can be tightened with -Dnoleak.baseline.update=true:"
                        + " from 10 to 5 objects an operation, at 777 operations.");
    }

    @Test
    void comparisonThatTakesTooLongIsSaidAndFailsNothing() {
        Played played = scenario()
                .ending(Stopped.Cause.TOO_SLOW, t -> t.operations() == 777)
                .knowing(allocates(HERE, 777, 10, 640))
                .play();

        assertThat(played.conclusion().verdict()).as(played::story).isEqualTo(Verdict.CLEAN);
        assertThat(played.conclusion().notices()).hasSize(2).allMatch(n -> n.contains("could not be compared"));
    }

    @Test
    void updateRecordsWhatThenPasses() {
        SimulatedScenario scenario = scenario().keeps("leak", oneIn(1));
        Known before = knows();
        Played found = scenario.knowing(before).play();

        BaselineUpdate update = update(before, found, "ticket 12");

        assertThat(update.changes()).containsExactly("new: " + LEAK);
        assertThat(update.scenario().leaks()).singleElement().satisfies(l -> {
            assertThat(l.fingerprint()).isEqualTo(LEAK);
            assertThat(l.perOperation()).isEqualTo(1);
            assertThat(l.bytesPerOperation()).isEqualTo(48);
            assertThat(l.reason()).isEqualTo("ticket 12");
        });
        assertThat(update.scenario().allocations()).containsOnlyKeys(Metric.ALLOC_OBJECTS, Metric.TOTAL_ALLOC);
        assertThat(scenario.knowing(before.with(update.scenario()))
                        .play()
                        .conclusion()
                        .verdict())
                .isEqualTo(Verdict.CLEAN);
    }

    @Test
    void updateRecordsTheContainerThatGrowsByLeapsWithALeak() {
        Model leaps =
                (trial, random) -> 200.0 * Long.numberOfTrailingZeros(Long.highestOneBit(trial.totalOperations()));
        Played played = scenario().keeps("leak", oneIn(1)).keeps("table", leaps).play();

        assertThat(played.conclusion().leaks()).as(played::story).hasSize(1);
        assertThat(update(knows(), played, "why").scenario().leaks())
                .extracting(KnownLeak::fingerprint)
                .containsExactly(LEAK, "heap example.com/shop.table");
    }

    @Test
    void secondUpdateChangesNothing() {
        SimulatedScenario scenario = scenario().keeps("leak", SimulatedScenario.byChance(0.3));
        Known before = knows();
        Known after = before.with(
                update(before, scenario.knowing(before).play(), "why").scenario());

        BaselineUpdate again = update(after, scenario.seed(7).knowing(after).play(), null);

        assertThat(again.scenario()).isEqualTo(after.scenario());
        assertThat(again.changes()).isEmpty();
    }

    @Test
    void newLeakNeedsAReason() {
        BaselineUpdate update =
                update(knows(), scenario().keeps("leak", oneIn(1)).play(), null);

        assertThat(update.unexplained()).containsExactly(LEAK);
    }

    @Test
    void grownLeakKeepsItsReasonAndItsDate() {
        Known before = knows(new KnownLeak(LEAK, 0.1, 4.8, "old", TODAY));

        BaselineUpdate update = update(
                before, scenario().keeps("leak", oneIn(1)).knowing(before).play(), null);

        assertThat(update.unexplained()).isEmpty();
        assertThat(update.scenario().leaks()).containsExactly(new KnownLeak(LEAK, 1, 48, "old", TODAY));
    }

    @Test
    void leakPastItsDateNeedsAReasonAnew() {
        Known before = knows(new KnownLeak(LEAK, 1, 48, "old", TODAY.minusDays(1)));
        Played played = scenario().keeps("leak", oneIn(1)).knowing(before).play();

        assertThat(update(before, played, null).unexplained()).containsExactly(LEAK);
        assertThat(update(before, played, "new").scenario().leaks())
                .containsExactly(new KnownLeak(LEAK, 1, 48, "new", null));
    }

    @Test
    void updateDropsWhatIsGoneAndKeepsWhatIsTooRareToTell() {
        KnownLeak rare = new KnownLeak("heap example.com/shop.rare", 0.0001, 0.0048, "old", null);
        Known before = knows(leak(1), rare);

        BaselineUpdate update = update(before, scenario().knowing(before).play(), null);

        assertThat(update.scenario().leaks()).containsExactly(rare);
        assertThat(update.changes()).containsExactly("gone: " + LEAK);
    }

    @Test
    void updateRecordsNoLeakBelowItsLimit() {
        Played played = scenario()
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
        Played played = scenario().endingFrom(1, Stopped.Cause.FAILED).play();

        assertThat(BaselineUpdate.of(
                        knows(), played.conclusion(), played.rounds(), SimulatedScenario.SITES, "why", true))
                .isEmpty();
    }

    @Test
    void comparesWithTheBaselineSampledWhereRecordingEveryObjectWasTooSlow() {
        Played played = scenario()
                .notRepeatable()
                .windowed()
                .knowing(allocates(HERE, 500, 10, 640 * 500))
                .settingUp(9)
                .play();

        assertThat(runsOfTheBaseline(played)).contains(500L);
        assertThat(played.rounds().stream().skip(1).flatMap(r -> r.plan().trials().stream()))
                .allMatch(t -> t.profileRate() > 1);
    }

    private static BaselineUpdate update(Known before, Played played, @Nullable String reason) {
        return BaselineUpdate.of(before, played.conclusion(), played.rounds(), SimulatedScenario.SITES, reason, true)
                .orElseThrow();
    }

    private static List<Long> runsOfTheBaseline(Played played) {
        return played.rounds().stream()
                .filter(r -> r.plan().purpose() == Plan.Purpose.BASELINE)
                .map(r -> r.plan().trials().get(0).operations())
                .toList();
    }

    private static MetricReport metric(Played played, Metric metric) {
        return played.conclusion().metrics().stream()
                .filter(m -> m.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static KnownLeak leak(double perOperation) {
        return new KnownLeak(LEAK, perOperation, 48 * perOperation, "old", null);
    }

    private static Known knows(KnownLeak... leaks) {
        return new Known(new KnownScenario(HERE, Map.of(), List.of(leaks)), HERE, TODAY, false, "noleak-baseline.json");
    }

    private static Known allocates(Platform platform, long iterations, double objects, double bytes) {
        return new Known(
                new KnownScenario(
                        platform,
                        Map.of(
                                Metric.ALLOC_OBJECTS,
                                new KnownAllocation(objects, 0, iterations),
                                Metric.TOTAL_ALLOC,
                                new KnownAllocation(bytes, 0, iterations)),
                        List.of()),
                HERE,
                TODAY,
                false,
                "noleak-baseline.json");
    }

    private static SimulatedScenario allocating(double objects, double bytes) {
        return scenario().allocates((done, operations, repeat, random) -> new Allocation(objects, bytes * operations));
    }

    /** A healthy scenario with some scatter, to which a test adds what it is about. */
    private static SimulatedScenario scenario() {
        return new SimulatedScenario().keeps("jitter", scatter(20, 2));
    }
}
