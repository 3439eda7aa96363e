package io.github.noleak.verdict;

import static io.github.noleak.verdict.SimulatedScenario.byChance;
import static io.github.noleak.verdict.SimulatedScenario.endingUnder;
import static io.github.noleak.verdict.SimulatedScenario.filledAtRandom;
import static io.github.noleak.verdict.SimulatedScenario.filling;
import static io.github.noleak.verdict.SimulatedScenario.halved;
import static io.github.noleak.verdict.SimulatedScenario.lastResult;
import static io.github.noleak.verdict.SimulatedScenario.oneIn;
import static io.github.noleak.verdict.SimulatedScenario.scatter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.noleak.Leak;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.verdict.Plan.Purpose;
import io.github.noleak.verdict.SimulatedScenario.Played;
import io.github.noleak.verdict.Stopped.Cause;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTests {

    private static final int SEEDS = 100;

    /** Half of the seconds that a suspect is worth. */
    private static final double FILLED_SOON = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 100, 1000})
    void findsAnObjectKeptInOneOfSoManyOperations(long operations) {
        Played played = scenario().keeps("leak", oneIn(operations)).play();

        assertVerdict(played, Verdict.LEAK);
        MetricReport objects = metric(played, Metric.RETAINED_OBJECTS);
        assertThat(objects.verdict()).isEqualTo(Verdict.LEAK);
        assertThat(objects.perOperation()).isCloseTo(1.0 / operations, Percentage.withPercentage(20));
        assertThat(played.conclusion().leaks()).singleElement().satisfies(proof -> {
            assertThat(proof.growth().subject().kind()).isEqualTo(Leak.Kind.HEAP);
            assertThat(proof.growth().subject()).isEqualTo(new Subject.HeapSite(SimulatedScenario.frame("leak")));
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.1, 0.01, 0.001})
    void findsAnObjectKeptByChance(double rate) {
        assertVerdict(Verdict.LEAK, SEEDS, seed -> scenario().keeps("leak", byChance(rate)));
    }

    @Test
    void confirmsAnObjectKeptByEveryOperation() {
        Played played = scenario().keeps("leak", oneIn(1)).play();

        assertThat(played.conclusion().leaks()).allMatch(Proof::confirmed);
    }

    @Test
    void findsAnObjectKeptByATestFunctionThatCannotBeRepeated() {
        assertVerdict(scenario().notRepeatable().keeps("leak", oneIn(1)).play(), Verdict.LEAK);
    }

    @Test
    void findsTheBytesOfASliceThatGrowsByEightAnOperation() {
        Played played = scenario().nanos(100).appends(8).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(metric(played, Metric.RETAINED_BYTES).verdict()).isEqualTo(Verdict.LEAK);
        assertThat(metric(played, Metric.RETAINED_OBJECTS).growth()).isZero();
    }

    @Test
    void findsAGoroutineKeptByEveryOperation() {
        Played played = scenario().goroutines("chan receive", oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(metric(played, Metric.GOROUTINES).perOperation()).isEqualTo(1);
        assertThat(played.conclusion().leaks())
                .singleElement()
                .satisfies(p -> assertThat(p.growth().subject()).isInstanceOf(Subject.Goroutines.class));
        assertThat(played.mostOperations())
                .as("a leak of one goroutine per operation needs no 100,000 of them")
                .isLessThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 1000})
    void findsAGoroutineKeptNowAndThen(long operations) {
        assertVerdict(scenario().goroutines("select", oneIn(operations)).play(), Verdict.LEAK);
    }

    @Test
    void findsGoroutinesThatSleepForever() {
        assertVerdict(scenario().goroutines("sleep", oneIn(1)).play(), Verdict.LEAK);
    }

    @ParameterizedTest
    @ValueSource(longs = {256, 1024, 1_048_576})
    void findsAFileLeftOpenByEveryOperationBelowTheLimitOfTheSystem(long limit) {
        Played played = scenario().files(oneIn(1), limit).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(metric(played, Metric.OPEN_FILES).verdict()).isEqualTo(Verdict.LEAK);
        assertThat(metric(played, Metric.OPEN_FILES).perOperation()).isEqualTo(1);
    }

    @Test
    void findsAThreadKeptByEveryOperation() {
        Played played = scenario().nanos(50_000).threads(oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(metric(played, Metric.THREADS).verdict()).isEqualTo(Verdict.LEAK);
    }

    @Test
    void findsALeakOnARareWayThroughALineThatFillsACache() {
        CallStack rare = new CallStack(List.of(
                SimulatedScenario.frame("newEntry"),
                SimulatedScenario.frame("onError"),
                SimulatedScenario.frame("BenchmarkX")));
        Played played = scenario()
                .keeps("newEntry", filling(5_000, 1))
                .keeps(rare, oneIn(50))
                .play();

        assertVerdict(played, Verdict.LEAK);
    }

    @Test
    void namesEveryLeakOfSeveral() {
        Played played = scenario()
                .keeps("first", oneIn(1))
                .keeps("second", oneIn(2))
                .goroutines("select", oneIn(4))
                .play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 1_000, 10_000, 50_000, 400_000})
    void passesACacheThatIsFullAtLast(long capacity) {
        assertVerdict(
                scenario().nanos(100).keeps("cache", filling(capacity, 20)).play(), Verdict.CLEAN);
    }

    @ParameterizedTest
    @CsvSource({"64,1", "1000,1", "10000,1", "50000,1", "1000,20", "10000,20", "50000,20"})
    void passesACacheWhoseOperationsTakeTheirTime(long capacity, double operations) {
        assertVerdict(
                scenario()
                        .nanos(5_000)
                        .keeps("cache", filling(capacity, operations))
                        .play(),
                Verdict.CLEAN);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 1_000, 10_000, 50_000})
    void passesACacheThatFillsEverMoreSlowly(long capacity) {
        assertVerdict(Verdict.CLEAN, SEEDS, seed -> scenario().nanos(200).keeps("cache", filledAtRandom(capacity, 5)));
    }

    /** Goes red without confirmation at a larger N: up to 4N of the first round, this cache is a line. */
    @Test
    void followsALineBeyondTheFirstRoundBeforeItIsALeak() {
        Played played = scenario().nanos(100).keeps("cache", filling(50_000, 1)).play();

        assertVerdict(played, Verdict.CLEAN);
        long first = played.rounds().stream()
                .filter(r -> r.plan().purpose() == Plan.Purpose.TRIPLE)
                .findFirst()
                .orElseThrow()
                .plan()
                .trials()
                .get(2)
                .operations();
        assertThat(first).as("the first round alone cannot tell").isLessThan(50_000);
        assertThat(played.conclusion().furthest()).isGreaterThan(50_000);
    }

    /** Goes red without the repeats: at 1N, 2N and 4N this is a perfect line, however far it is followed. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.1, 0.01})
    void passesWhatOnlyTheLastCallHasLeft(double perOperation) {
        assertVerdict(scenario().keeps("results", lastResult(perOperation)).play(), Verdict.CLEAN);
    }

    @Test
    void passesGoroutinesThatOnlyTheLastCallHasLeft() {
        assertVerdict(scenario().goroutines("select", lastResult(0.1)).play(), Verdict.CLEAN);
    }

    @Test
    void passesAPoolOfGoroutinesThatIsFilledLazily() {
        assertVerdict(scenario().goroutines("select", filling(200, 1)).play(), Verdict.CLEAN);
        assertVerdict(scenario().goroutines("select", filling(200, 100)).play(), Verdict.CLEAN);
    }

    @Test
    void passesAPoolOfConnections() {
        assertVerdict(scenario().files(filling(100, 1), 1024).play(), Verdict.CLEAN);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 40, 300})
    void passesScatter(int most) {
        assertVerdict(
                Verdict.CLEAN,
                10 * SEEDS,
                seed -> scenario().keeps("buffers", scatter(500, most)).goroutines("select", scatter(5, 2)));
    }

    @Test
    void passesScatterOfManyLines() {
        assertVerdict(Verdict.CLEAN, SEEDS, seed -> {
            SimulatedScenario scenario = scenario();
            for (int line = 0; line < 50; line++) {
                scenario.keeps("buffers" + line, scatter(50, 40));
            }
            return scenario;
        });
    }

    @Test
    void passesGoroutinesThatEndByThemselves() {
        assertVerdict(
                scenario()
                        .goroutines("chan receive", endingUnder(Care.PATIENT, oneIn(1)))
                        .play(),
                Verdict.CLEAN);
        assertVerdict(
                scenario()
                        .goroutines("sleep", endingUnder(Care.LASTING, oneIn(1)))
                        .play(),
                Verdict.CLEAN);
        assertVerdict(
                scenario()
                        .goroutines("IO wait", endingUnder(Care.LASTING, oneIn(1)))
                        .play(),
                Verdict.CLEAN);
    }

    @Test
    void passesObjectsThatAreLetGoLate() {
        assertVerdict(
                scenario()
                        .keeps("finalized", endingUnder(Care.PATIENT, oneIn(1)))
                        .play(),
                Verdict.CLEAN);
    }

    @Test
    void passesObjectsThatHangOnATimer() {
        CallStack timer = new CallStack(List.of(
                new Frame("time.AfterFunc", "/go/src/time/sleep.go", 220),
                SimulatedScenario.frame("expire"),
                SimulatedScenario.frame("BenchmarkX")));
        assertVerdict(
                scenario().keeps(timer, endingUnder(Care.LASTING, oneIn(1))).play(), Verdict.CLEAN);
    }

    @Test
    void passesWhatStillEndsByItselfAfterTheLongestWait() {
        Played played = scenario().neverSettled().keeps("draining", oneIn(1)).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().notices()).anySatisfy(n -> assertThat(n).contains("ending by themselves"));
    }

    @Test
    void passesWhatKeepsNothingAndSaysHowFarItLooked() {
        Played played = scenario().play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().furthest()).isGreaterThanOrEqualTo(10_000);
        assertThat(played.conclusion().leaks()).isEmpty();
        assertThat(played.conclusion().notices()).isEmpty();
    }

    /** Depth is counted in operations: a loaded machine must not flip a verdict. */
    @Test
    void looksAsFarOnALoadedMachine() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Played played = scenario().seed(seed).loaded(4).play();
            assertVerdict(played, Verdict.CLEAN);
            assertThat(played.conclusion().furthest()).as(played.story()).isGreaterThanOrEqualTo(10_000);
            assertVerdict(
                    scenario().seed(seed).loaded(4).keeps("leak", oneIn(1000)).play(), Verdict.LEAK);
        }
    }

    @Test
    void findsARiseOfAllocationsFromRepeatToRepeat() {
        Played played = scenario()
                .allocates((done, n, repeat, random) -> new Allocation(10 + 5 * repeat, (10 + 5.0 * repeat) * 64 * n))
                .play();

        assertVerdict(played, Verdict.REGRESSION);
        assertThat(metric(played, Metric.ALLOC_OBJECTS).verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(played.conclusion().leaks()).isEmpty();
    }

    @Test
    void findsARiseOfTheBytesOfARunAlone() {
        Played played = scenario()
                .allocates((done, n, repeat, random) -> new Allocation(10, 640.0 * n + repeat * (1 << 20)))
                .play();

        assertVerdict(played, Verdict.REGRESSION);
        assertThat(metric(played, Metric.TOTAL_ALLOC).verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(metric(played, Metric.ALLOC_OBJECTS).verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void passesARiseOfAllocationsWithinItsLimit() {
        Played played = scenario()
                .limit(Metric.ALLOC_OBJECTS, 100)
                .limit(Metric.TOTAL_ALLOC, 1L << 40)
                .allocates((done, n, repeat, random) -> new Allocation(10 + 5 * repeat, (10 + 5.0 * repeat) * 64 * n))
                .play();

        assertVerdict(played, Verdict.CLEAN);
    }

    @Test
    void passesAllocationsAtRandom() {
        assertVerdict(
                Verdict.CLEAN,
                20 * SEEDS,
                seed -> scenario().allocates((done, n, repeat, random) -> {
                    double objects = random.nextInt(1000);
                    return new Allocation(objects, objects * 64 * n);
                }));
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 1_000, 20_000})
    void passesAllocationsThatRiseUntilSomethingIsFull(double nanos) {
        Played played = scenario()
                .nanos(nanos)
                .allocates((done, n, repeat, random) -> {
                    double objects = Math.min(10_000, done + n / 2) / 50.0;
                    return new Allocation(objects, objects * 64 * n);
                })
                .play();

        assertVerdict(played, Verdict.CLEAN);
    }

    @Test
    void passesAWarmUpOfAllocations() {
        Played played = scenario()
                .allocates((done, n, repeat, random) ->
                        repeat == 0 ? new Allocation(500, 50_000.0 * n) : new Allocation(10, 640.0 * n))
                .play();

        assertVerdict(played, Verdict.CLEAN);
    }

    @Test
    void saysErrorOfAFailureAtOnce() {
        Played played = scenario().endingFrom(1, Cause.FAILED).play();

        assertVerdict(played, Verdict.ERROR);
        assertThat(played.rounds()).hasSize(1);
        assertThat(played.conclusion().stopped()).isNotNull();
        assertThat(played.conclusion().measured()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"SKIPPED, SKIPPED", "FAILED, ERROR", "HUNG, HANG", "TOO_SLOW, HANG", "UNREADABLE, INCONCLUSIVE"})
    void saysWhatBecameOfTheProbe(Cause cause, Verdict verdict) {
        Played played = scenario().endingFrom(1, cause).play();

        assertVerdict(played, verdict);
        assertThat(played.conclusion().stopped()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20, 5_000})
    void saysErrorOfALaterFailureWithoutALeak(long operations) {
        assertVerdict(scenario().endingFrom(operations, Cause.FAILED).play(), Verdict.ERROR);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20, 5_000})
    void saysHangOfALaterHangWithoutALeak(long operations) {
        assertVerdict(scenario().endingFrom(operations, Cause.HUNG).play(), Verdict.HANG);
    }

    /** What passes must have run to its end: a failure behind a harmless suspect fails the build as well. */
    @Test
    void saysErrorOfAFailureWhileACacheIsFollowed() {
        Played played = scenario()
                .keeps("cache", filling(1_000, 20))
                .endingFrom(40_000, Cause.FAILED)
                .play();

        assertVerdict(played, Verdict.ERROR);
    }

    @Test
    void saysErrorOfAScenarioThatCannotBeRepeatedInOneProcess() {
        Played played = scenario().ending(Cause.FAILED, t -> t.repeats() > 1).play();

        assertVerdict(played, Verdict.ERROR);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"FAILED", "HUNG"})
    void findsALeakThatIsCertainBeforeALaterEnd(Cause cause) {
        assertVerdict(
                scenario().keeps("leak", oneIn(1)).endingFrom(20_000, cause).play(), Verdict.LEAK);
        Played played = scenario()
                .goroutines("select", oneIn(1))
                .endingFrom(2_000, cause)
                .play();
        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().stopped()).isNotNull();
    }

    @Test
    void passesACacheWhoseEntriesAreSeveralObjectsEach() {
        Played played = scenario()
                .nanos(40_000)
                .keeps("cache", (trial, random) -> 4 * filling(50_000, 1).kept(trial, random))
                .play();

        assertVerdict(played, Verdict.CLEAN);
    }

    @Test
    void passesACacheWhoseEntriesAreAddedBySeveralLinesNowAndThen() {
        Played played = scenario()
                .nanos(370)
                .keeps("entries", filling(40_000, 20))
                .keeps("keys", filling(40_000, 20))
                .keeps("documents", (trial, random) -> 4 * filling(40_000, 20).kept(trial, random))
                .play();

        assertVerdict(played, Verdict.CLEAN);
    }

    @Test
    void neverTakesACacheThatIsHalvedNowAndThenForALeak() {
        Random random = new Random(44);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < 1_000; i++) {
            long capacity = 2L + (long) Math.pow(50_000, random.nextDouble());
            int operations = 1 + random.nextInt(4);
            Played played = scenario()
                    .nanos(100 * Math.pow(20, random.nextDouble()))
                    .keeps("cache", halved(capacity, operations))
                    .play();
            all.assertThat(played.conclusion().verdict())
                    .as("cache of %,d, an entry in %d operations%n%s", capacity, operations, played.story())
                    .isEqualTo(Verdict.CLEAN);
        }
        all.assertAll();
    }

    /** What holds the entries is split by chance, ever more seldom, into tables of two sizes. */
    @Test
    void passesTheTablesOfAMapThatIsHalvedNowAndThen() {
        assertVerdict(
                Verdict.CLEAN,
                10 * SEEDS,
                seed -> scenario()
                        .nanos(100 + 2 * seed)
                        .keeps("entries", halved(5_000, 1))
                        .keeps(tables("grown"), 13_648, (trial, random) -> tablesAfter(trial, random))
                        .keeps(tables("split"), 27_296, (trial, random) -> tablesAfter(trial, random) / 3)
                        .keeps(tables("held"), 16, (trial, random) -> 60));
    }

    private static CallStack tables(String by) {
        return new CallStack(List.of(
                SimulatedScenario.frame("put"), SimulatedScenario.frame(by), SimulatedScenario.frame("BenchmarkX")));
    }

    private static double tablesAfter(Trial trial, Random random) {
        return Math.rint(1.5 * Math.pow(trial.totalOperations(), 0.25) * (0.98 + 0.04 * random.nextDouble()));
    }

    /** Keys with one more digit no longer share a block with their neighbours. */
    @Test
    void passesAFullCacheWhoseEntriesBecomeLargerOnce() {
        assertVerdict(Verdict.CLEAN, 5 * SEEDS, seed -> {
            int later = 20_000 + 300 * seed;
            return scenario()
                    .nanos(2_000 + 20.0 * seed)
                    .keeps("entries", filling(10_000, 1.8))
                    .keeps(
                            "keys",
                            (trial, random) -> 9_800
                                    + Math.min(200, trial.totalOperations() / 100.0)
                                    + Math.min(10_000, Math.max(0, trial.totalOperations() - later))
                                    + random.nextInt(2));
        });
    }

    @Test
    void asksWhatASampledOperationCostsWhereExactRunsDoNotReachFarEnough() {
        assertThat(sampledScouts(scenario().keeps("leak", oneIn(1000)).play())).isOne();
        assertThat(sampledScouts(scenario().nanos(100).keeps("leak", oneIn(1)).play()))
                .isZero();
        assertThat(sampledScouts(scenario().play())).isZero();
    }

    private static long sampledScouts(Played played) {
        return played.rounds().stream()
                .map(Round::plan)
                .filter(plan -> plan.purpose() == Plan.Purpose.SCOUT)
                .flatMap(plan -> plan.trials().stream())
                .filter(trial -> trial.profileRate() > 1)
                .count();
    }

    @Test
    void findsALeakWhoseSampledRunsFail() {
        assertVerdict(
                scenario()
                        .nanos(40_000_000)
                        .keeps("leak", (trial, random) -> 1_000.0 * trial.totalOperations())
                        .ending(Cause.FAILED, t -> t.profileRate() > 1)
                        .play(),
                Verdict.LEAK);
    }

    @Test
    void passesFewObjectsThatSlowOperationsPool() {
        assertVerdict(
                Verdict.CLEAN,
                SEEDS,
                seed -> scenario()
                        .nanos(3_000_000)
                        .keeps(
                                "pooled",
                                (trial, random) -> 12.0 * trial.totalOperations() / (trial.totalOperations() + 200.0)
                                        + random.nextInt(4)));
    }

    @Test
    void findsABufferThatIsGrownByTurnsOnTwoLinesOfAFunction() {
        Played played = scenario()
                .nanos(100)
                .keeps(lineOf("Write", 12), (trial, random) -> grown(trial, 0))
                .keeps(lineOf("Write", 13), (trial, random) -> grown(trial, 1))
                .play();

        assertVerdict(played, Verdict.LEAK);
    }

    private static CallStack lineOf(String function, int line) {
        return new CallStack(List.of(
                new Frame(SimulatedScenario.MODULE + "." + function, "/src/shop/shop.go", line),
                SimulatedScenario.frame("BenchmarkX")));
    }

    /** A buffer of 128 bytes an operation doubles, now on one line and now on the other. */
    private static double grown(Trial trial, int turn) {
        long room = Long.highestOneBit(128 * trial.totalOperations() - 1) * 2;
        return Long.numberOfTrailingZeros(room) % 2 == turn ? -(double) room : 0;
    }

    @Test
    void findsALeakThatIsOnlyScoutedBeforeItFails() {
        assertVerdict(
                scenario()
                        .keeps("leak", (trial, random) -> 2.0 * trial.totalOperations())
                        .ending(Cause.FAILED, t -> t.operations() >= 1_000)
                        .play(),
                Verdict.LEAK);
    }

    @Test
    void findsALeakOfWhichASingleRunTellsAndTheRepeatsDoNot() {
        assertVerdict(
                scenario()
                        .nanos(1_000_000)
                        .keeps("leak", (trial, random) -> 4.0 * trial.totalOperations() + 600.0 * trial.repeats())
                        .ending(Cause.FAILED, t -> t.operations() >= 700)
                        .play(),
                Verdict.LEAK);
    }

    @Test
    void endsWhereTheSingleRunThatWouldTellFails() {
        Played played = scenario()
                .keeps("leak", (trial, random) -> trial.totalOperations() + 20_000.0 * trial.repeats())
                .ending(Cause.FAILED, t -> t.operations() > 16_000)
                .play();

        assertVerdict(played, Verdict.ERROR);
        assertThat(played.rounds()).hasSizeLessThan(10);
    }

    @Test
    void namesTheLineThatMakesWhatHoldsTheFiles() {
        Played played = scenario()
                .nanos(200_000)
                .keeps("client", oneIn(1))
                .files((trial, random) -> 2.0 * trial.totalOperations(), 1_024)
                .play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks())
                .extracting(p -> p.growth().subject())
                .contains(new Subject.HeapSite(SimulatedScenario.frame("client")));
    }

    @Test
    void samplesWhatCannotBeSetUpWhileEveryObjectIsRecorded() {
        Played clean = scenario().settingUp(9).play();

        assertVerdict(clean, Verdict.CLEAN);
        assertThat(clean.conclusion().notices())
                .singleElement(STRING)
                .contains("less than 5B an operation was not seen");
        assertVerdict(Verdict.LEAK, 20, seed -> scenario().settingUp(9).keeps("leak", oneIn(1)));
        assertVerdict(scenario().settingUp(9).goroutines("select", oneIn(10)).play(), Verdict.LEAK);
    }

    @Test
    void sampledAloneTellsNeitherALargeSetUpNorALastResultNorAFullCacheFromALeakByChance() {
        assertVerdict(
                Verdict.CLEAN,
                50,
                seed -> scenario()
                        .settingUp(9)
                        .keeps("types", (trial, random) -> 1_000_000)
                        .keeps("names", (trial, random) -> 10_000)
                        .keeps("tables", (trial, random) -> 300));
        assertVerdict(
                Verdict.CLEAN, 50, seed -> scenario().settingUp(9).nanos(1_000).keeps("results", lastResult(1)));
        assertVerdict(Verdict.CLEAN, 50, seed -> scenario().settingUp(9).keeps("cache", filling(3_000, 1)));
    }

    @Test
    void recordsNotEveryObjectAgainWhereThatWasTooSlow() {
        for (SimulatedScenario scenario : List.of(
                scenario(),
                scenario().keeps("leak", oneIn(1)),
                scenario().keeps("leak", oneIn(20)),
                scenario().goroutines("select", oneIn(1_000)),
                scenario().nanos(5e6).keeps("leak", oneIn(2)),
                scenario().iterations(1_000))) {
            Played played = scenario.settingUp(9).play();

            assertThat(played.rounds().stream().skip(1).flatMap(r -> r.plan().trials().stream()))
                    .as(played.story())
                    .isNotEmpty()
                    .allMatch(t -> t.profileRate() > 1);
        }
    }

    /** The first operation may take many times as long as the others. */
    @Test
    void setsUpAsSeldomAsCanBeWhereThatTakesLong() {
        for (double nanos : new double[] {10_000, 50e6}) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Played played = scenario()
                        .seed(seed)
                        .nanos(nanos)
                        .loaded(40)
                        .settingUp(9)
                        .play();

                assertVerdict(played, Verdict.CLEAN);
                assertThat(played.rounds()).as(played.story()).hasSize(3);
                assertThat(played.rounds().get(2).plan().trials())
                        .singleElement()
                        .matches(t -> t.repeats() == 2);
            }
        }
    }

    @Test
    void tellsTheFirstOperationAndTheManyItWasHeldAgainstWhereNoMoreWasRun() {
        Played played = scenario().settingUp(9).play();

        Triple glance = Objects.requireNonNull(played.conclusion().measured());
        assertThat(glance.iterations()).containsExactly(1L, played.mostOperations());
        assertThat(played.conclusion().metrics())
                .filteredOn(m -> m.metric() == Metric.RETAINED_OBJECTS)
                .singleElement()
                .satisfies(m -> assertThat(m.samples()).hasSize(2));
    }

    @Test
    void looksAgainWhereTheFirstOperationAndManyShowAGrowth() {
        Played played = scenario().settingUp(9).keeps("leak", oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.rounds()).extracting(r -> r.plan().purpose()).contains(Purpose.GLANCE, Purpose.TRIPLE);
        assertThat(Objects.requireNonNull(played.conclusion().measured()).iterations())
                .hasSize(3);
    }

    @Test
    void runsAnOperationOfSecondsNoMoreOftenThanItHasTo() {
        Played played = scenario().nanos(3.5e9).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.rounds()).as(played.story()).hasSize(2);
        assertThat(played.rounds().get(1).plan().trials())
                .extracting(Trial::totalOperations)
                .containsExactly(4L);
    }

    /** The first operation may load what all others use. */
    @Test
    void looksDeeperWhereOnlyTheFirstOperationWasSlow() {
        Played played =
                scenario().keeps("leak", oneIn(1_000)).firstTaking(3, true).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.mostOperations()).as(played.story()).isGreaterThan(10_000);
    }

    /** A benchmark may stop its timer for what it prepares, so that its own figures do not tell what it takes. */
    @Test
    void scoutsFewOperationsWhereTheFirstProcessTookLong() {
        Played played = scenario().nanos(40e6).firstTaking(0.5, false).play();

        assertThat(played.rounds().get(1).plan().purpose()).isEqualTo(Purpose.SCOUT);
        assertThat(played.rounds().get(1).plan().trials().get(0).operations()).isEqualTo(2);
    }

    @Test
    void tellsWhatABenchmarkKeepsOnceARunByRunsOfTheSameSize() {
        Played played = scenario()
                .nanos(500_000)
                .keeps("connection", (trial, random) -> trial.repeats())
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.rounds().stream()
                        .filter(r -> r.plan().purpose() == Purpose.TRIPLE)
                        .map(r -> r.plan().trials().get(2).totalOperations())
                        .distinct())
                .as(played.story())
                .hasSize(1);
    }

    @Test
    void hasACheapLookFirstAtScatterThatItSeesForTheFirstTime() {
        Played played = scenario()
                .nanos(100_000)
                .firstTaking(0.3, true)
                .keeps(
                        "buffers",
                        (trial, random) -> trial.totalOperations() <= 2_760 ? trial.totalOperations() / 460 : 0)
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.rounds().stream().flatMap(r -> r.plan().trials().stream()))
                .as(played.story())
                .anyMatch(t -> t.totalOperations() == 2_760);
        assertThat(played.mostOperations()).as(played.story()).isLessThanOrEqualTo(2 * 2_760);
    }

    /** What so few operations take is as much as processes scatter by. */
    @Test
    void growsByStepsWhereTooFewOperationsWereTimed() {
        for (double nanos : new double[] {20e6, 5e6, 1e6}) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Played played = scenario().seed(seed).nanos(nanos).loaded(100).play();

                List<Long> tops = played.rounds().stream()
                        .filter(r -> r.plan().purpose() == Purpose.TRIPLE)
                        .map(r -> r.plan().trials().get(2).totalOperations())
                        .toList();
                for (int i = 1; i < tops.size(); i++) {
                    long before = tops.get(i - 1);
                    assertThat(tops.get(i)).as(played.story()).matches(top -> before >= 16 || top <= 8 * before);
                }
            }
        }
    }

    @Test
    void scoutsFewerOperationsWhereTheFirstTakeLongerThanTheProbeTold() {
        Played played = scenario()
                .nanos(1e6)
                .ending(Cause.TOO_SLOW, trial -> trial.operations() == 128)
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.rounds().get(2).plan().trials().get(0).operations()).isEqualTo(32);
        assertVerdict(
                scenario()
                        .nanos(20e6)
                        .ending(Cause.TOO_SLOW, trial -> trial.operations() == 10)
                        .play(),
                Verdict.CLEAN);
    }

    @Test
    void judgesWhatIsTooSlowToRepeatByThreeRunsIfNothingGrows() {
        Played clean = scenario()
                .nanos(3.5e9)
                .ending(Cause.TOO_SLOW, trial -> trial.repeats() > 1)
                .play();

        assertVerdict(clean, Verdict.CLEAN);
        assertThat(clean.conclusion().notices()).anyMatch(n -> n.contains("noleak.timeout"));
        assertVerdict(
                scenario()
                        .nanos(3.5e9)
                        .keeps("grows", oneIn(1))
                        .ending(Cause.TOO_SLOW, trial -> trial.repeats() > 1)
                        .play(),
                Verdict.HANG);
    }

    @Test
    void saysHangOfWhatTakesTooLongHoweverFewObjectsAreRecorded() {
        Played played = scenario().endingFrom(1, Cause.TOO_SLOW).play();

        assertVerdict(played, Verdict.HANG);
        assertThat(played.rounds()).hasSize(2);
    }

    @Test
    void findsALeakBelowWhatIsTooSlow() {
        Played played = scenario()
                .keeps("leak", oneIn(1))
                .endingFrom(50_000, Cause.TOO_SLOW)
                .play();

        assertVerdict(played, Verdict.LEAK);
    }

    @Test
    void passesWhatIsTooSlowBeyondAFewOperationsAndSaysFromWhereOn() {
        Played played = scenario().endingFrom(10_000, Cause.TOO_SLOW).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().notices())
                .singleElement(STRING)
                .matches("(?s)1\\d,\\d{3} operations took far longer than fewer let expect, and were ended: .*");
        assertThat(scenario()
                        .nanos(1e6)
                        .ending(Cause.TOO_SLOW, trial -> trial.operations() == 128)
                        .play()
                        .conclusion()
                        .notices())
                .as("more were judged later")
                .isEmpty();
    }

    @Test
    void findsTheLeakOfASlowOperationAndSaysThatItIsNotConfirmed() {
        Played played = scenario().nanos(50e6).keeps("leak", oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks()).isNotEmpty().noneMatch(Proof::confirmed);
        double seconds = played.rounds().stream()
                .flatMap(r -> r.samples().stream())
                .mapToDouble(Sample::seconds)
                .sum();
        assertThat(seconds).as(played.story()).isLessThan(120);
    }

    @Test
    void passesASlowOperationThatKeepsItsLastResult() {
        assertVerdict(scenario().nanos(50e6).keeps("result", lastResult(1)).play(), Verdict.CLEAN);
    }

    @Test
    void passesAGrowthBelowItsLimitAndSaysWhatWouldCrossIt() {
        Played played = scenario()
                .iterations(1_000)
                .keeps("log", oneIn(1))
                .limit(Metric.RETAINED_OBJECTS, 10_000_000_000L)
                .limit(Metric.RETAINED_BYTES, 1L << 50)
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().notices())
                .anySatisfy(notice -> assertThat(notice)
                        .contains("retained-objects", "10,000,000,000", "noleak.limit.retained-objects")
                        .contains("10,000,000,001 operations"));
    }

    @Test
    void writesNoticesAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            passesAGrowthBelowItsLimitAndSaysWhatWouldCrossIt();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void followsAGrowthBelowItsLimitToWhereItCrossesIt() {
        Played played = scenario()
                .nanos(100)
                .keeps("log", oneIn(100))
                .limit(Metric.RETAINED_OBJECTS, 5_000)
                .play();

        assertVerdict(played, Verdict.LEAK);
    }

    @Test
    void countsFromTheSmallestRunThatTheUserHasFixed() {
        Played played = scenario().iterations(1_000).keeps("leak", oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        Triple measured = played.conclusion().measured();
        assertThat(measured).isNotNull();
        assertThat(measured.operations()).isEqualTo(1_000);
        assertThat(metric(played, Metric.RETAINED_OBJECTS).growth()).isEqualTo(3_000);
    }

    @Test
    void passesACacheAndKeptResultsWhereTheUserHasFixedTheSize() {
        assertVerdict(scenario().iterations(1_000).play(), Verdict.CLEAN);
        assertVerdict(
                scenario().iterations(1_000).keeps("cache", filling(50_000, 1)).play(), Verdict.CLEAN);
        assertVerdict(
                scenario().iterations(1_000).keeps("results", lastResult(1)).play(), Verdict.CLEAN);
    }

    @Test
    void saysErrorOfAFailureWhereTheUserHasFixedTheSize() {
        assertVerdict(
                scenario().iterations(1_000).endingFrom(3_000, Cause.FAILED).play(), Verdict.ERROR);
    }

    @Test
    void keepsNoState() {
        Played once = scenario().seed(7).keeps("leak", byChance(0.01)).play();
        Played again = scenario().seed(7).keeps("leak", byChance(0.01)).play();

        assertThat(again.conclusion()).isEqualTo(once.conclusion());
        assertThat(again.rounds()).isEqualTo(once.rounds());
    }

    @Test
    void neverTakesABoundedCacheForALeak() {
        neverTakesACacheForALeak(FILLED_SOON);
    }

    private static void neverTakesACacheForALeak(double mostSecondsToFill) {
        Random random = new Random(42);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < 1_000; i++) {
            long capacity = (long) Math.pow(60_000, random.nextDouble());
            double operations = 1 + random.nextInt(20);
            double nanos = 100 * Math.pow(200, random.nextDouble());
            boolean atRandom = random.nextBoolean();
            if (capacity * operations * nanos / 1e9 > mostSecondsToFill) {
                continue;
            }
            Played played = scenario()
                    .seed(i)
                    .nanos(nanos)
                    .keeps("cache", atRandom ? filledAtRandom(capacity, operations) : filling(capacity, operations))
                    .play();
            all.assertThat(played.conclusion().verdict())
                    .as(
                            "cache of %,d, an entry in %.0f operations of %.0f ns%s%n%s",
                            capacity, operations, nanos, atRandom ? " at random" : "", played.story())
                    .isNotEqualTo(Verdict.LEAK);
        }
        all.assertAll();
    }

    @Test
    void alwaysFindsALeakOfOneInAThousandFastOperationsOrMore() {
        Random random = new Random(43);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < 1_000; i++) {
            double rate = Math.pow(1000, -random.nextDouble());
            double nanos = 100 * Math.pow(100, random.nextDouble());
            Played played = scenario()
                    .seed(i)
                    .nanos(nanos)
                    .keeps("leak", byChance(rate))
                    .play();
            all.assertThat(played.conclusion().verdict())
                    .as("one in %.0f operations of %.0f ns%n%s", 1 / rate, nanos, played.story())
                    .isEqualTo(Verdict.LEAK);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void alwaysComesToAnEndWhateverFails(Cause cause) {
        Random random = new Random(45);
        for (int i = 0; i < 300; i++) {
            long from = (long) Math.pow(200_000, random.nextDouble());
            boolean repeatedOnly = random.nextBoolean();
            Played played = scenario()
                    .seed(i)
                    .nanos(100 * Math.pow(100, random.nextDouble()))
                    .keeps("leak", byChance(Math.pow(1_000, -random.nextDouble())))
                    .keeps("cache", filling(random.nextInt(20_000), 2))
                    .keeps("buffers", scatter(200, 40))
                    .ending(cause, t -> (repeatedOnly ? t.repeats() > 1 : true) && t.totalOperations() >= from)
                    .play();
            assertThat(played.rounds()).as(played.story()).hasSizeLessThan(20);
        }
    }

    @Test
    void alwaysFindsALeakBesideACacheAndScatter() {
        Random random = new Random(44);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < 300; i++) {
            double rate = Math.pow(100, -random.nextDouble());
            Played played = scenario()
                    .seed(i)
                    .nanos(500)
                    .keeps("leak", byChance(rate))
                    .keeps("cache", filling(random.nextInt(20_000), 2))
                    .keeps("buffers", scatter(200, 40))
                    .keeps("result", lastResult(0.5))
                    .play();
            all.assertThat(played.conclusion().leaks())
                    .as("one in %.0f operations%n%s", 1 / rate, played.story())
                    .extracting(p -> p.growth().subject())
                    .containsExactly(new Subject.HeapSite(SimulatedScenario.frame("leak")));
        }
        all.assertAll();
    }

    private static SimulatedScenario scenario() {
        return new SimulatedScenario();
    }

    /** Plays a scenario once for each seed; all that go wrong are told. */
    private static void assertVerdict(Verdict verdict, int seeds, IntFunction<SimulatedScenario> scenario) {
        SoftAssertions all = new SoftAssertions();
        for (int seed = 0; seed < seeds; seed++) {
            Played played = scenario.apply(seed).seed(seed).play();
            all.assertThat(played.conclusion().verdict())
                    .as("seed %d%n%s", seed, played.story())
                    .isEqualTo(verdict);
        }
        all.assertAll();
    }

    private static void assertVerdict(Played played, Verdict verdict) {
        assertThat(played.conclusion().verdict()).as(played.story()).isEqualTo(verdict);
    }

    private static MetricReport metric(Played played, Metric metric) {
        return played.conclusion().metrics().stream()
                .filter(m -> m.metric() == metric)
                .findFirst()
                .orElseThrow();
    }
}
