package io.github.noleak.judge;

import static io.github.noleak.judge.SimulatedBenchmark.byChance;
import static io.github.noleak.judge.SimulatedBenchmark.filledAtRandom;
import static io.github.noleak.judge.SimulatedBenchmark.filling;
import static io.github.noleak.judge.SimulatedBenchmark.halved;
import static io.github.noleak.judge.SimulatedBenchmark.oneIn;
import static io.github.noleak.judge.SimulatedBenchmark.scatter;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.judge.SimulatedService.Played;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Subject;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceJudgeTests {

    private static final int SEEDS = 100;
    private static final double BUDGET = 30;

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 100})
    void findsAnObjectThatOneInSoManyCallsKeeps(long calls) {
        assertVerdict(service().keeps("leak", oneIn(calls)).play(), Verdict.LEAK);
    }

    @Test
    void findsWhatCallsKeepByChance() {
        assertVerdict(Verdict.LEAK, seed -> service().keeps("leak", byChance(0.1)));
    }

    @Test
    void findsAGoroutineThatEachCallLeaves() {
        Played played = service().goroutines("chan send", oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks()).allMatch(Proof::confirmed);
        assertThat(played.seconds()).as(played.story()).isLessThan(10);
    }

    @Test
    void findsFilesThatStayOpen() {
        assertVerdict(service().files(oneIn(2)).play(), Verdict.LEAK);
    }

    @Test
    void callsAtLeastFourRoundsOfAServiceThatKeepsNothing() {
        Played played = service().secondsPerCall(0.5).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.visits())
                .extracting(Visit::calls)
                .containsExactly(50L, 100L, 150L, 200L, 250L, 300L, 350L, 400L);
    }

    @ParameterizedTest
    @CsvSource({"37, 0", "1000, 0.1", "1000, 0.5", "5000, 0.5", "250, 0.9"})
    void holdsAmountsAgainstTheCallsThatWereMade(double calls, double unsteadiness) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Played played = service()
                    .calledInRoundsOf(calls, unsteadiness)
                    .goroutines("chan send", oneIn(1))
                    .keeps("leak", oneIn(2))
                    .seed(seed)
                    .play();

            assertVerdict(played, Verdict.LEAK);
            assertThat(played.conclusion().leaks())
                    .extracting(p -> p.growth().objectsPerOperation())
                    .as(played.story())
                    .isNotEmpty()
                    .allMatch(each -> Math.abs(each - 1) < 0.01 || Math.abs(each - 0.5) < 0.01);
        }
    }

    @ParameterizedTest
    @CsvSource({"37, 0", "1000, 0.1", "1000, 0.5", "5000, 0.5", "250, 0.9"})
    void passesWhatFillsUpOverTheCallsThatWereMade(double calls, double unsteadiness) {
        for (int entries : new int[] {350, 5_000}) {
            assertVerdict(
                    Verdict.CLEAN,
                    seed -> service().calledInRoundsOf(calls, unsteadiness).keeps("cache", filling(entries, 1)));
            assertVerdict(
                    Verdict.CLEAN,
                    seed -> service().calledInRoundsOf(calls, unsteadiness).keeps("cache", filledAtRandom(entries, 1)));
        }
    }

    @Test
    void goesOnUntilOneInAThousandWouldHaveShownWhereCallsAreFast() {
        Played played = service().secondsPerCall(0.0003).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.calls()).isGreaterThanOrEqualTo(10_000);
    }

    @Test
    void findsTheLeakOfSlowCallsAndSaysThatItIsNotConfirmed() {
        Played played = service().secondsPerCall(0.1).keeps("leak", oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks()).isNotEmpty().noneMatch(Proof::confirmed);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 350, 1_000, 5_000, 20_000})
    void passesACacheThatFillsUpWithinTheTimeThereIs(int entries) {
        assertVerdict(Verdict.CLEAN, seed -> service().keeps("cache", filling(entries, 1)));
        assertVerdict(Verdict.CLEAN, seed -> service().keeps("cache", filledAtRandom(entries, 1)));
        assertVerdict(Verdict.CLEAN, seed -> service().keeps("cache", halved(entries, 1)));
    }

    @Test
    void passesScatterAndAPoolOfWorkers() {
        assertVerdict(
                Verdict.CLEAN,
                seed -> service().keeps("scatter", scatter(40, 30)).goroutines("select", filling(64, 3)));
    }

    @Test
    void passesWhatEndsAfterALongerWait() {
        assertVerdict(
                service()
                        .goroutines("sleep", oneIn(1), SettlePolicy.LASTING)
                        .keepsUntil(SettlePolicy.PATIENT, "held", oneIn(1))
                        .play(),
                Verdict.CLEAN);
    }

    @Test
    void passesWhatGrowsWithTimeAndSaysSo() {
        Played played =
                service().keepsByTime("ring", seconds -> 1_000 * seconds).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().notices()).anyMatch(n -> n.contains("grows with time") && n.contains(".ring"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1e9", "1, 60", "10, 1e9", "10, 100", "10, 600", "1000, 1e9", "1000, 20000"})
    void passesWhatGrowsWithTheTimeOfTheCalls(double perSecond, double most) {
        for (double secondsPerCall : new double[] {0.0002, 0.002, 0.02}) {
            assertVerdict(
                    service()
                            .secondsPerCall(secondsPerCall)
                            .keepsByTimeOfCalls("window", seconds -> Math.min(most, perSecond * seconds))
                            .play(),
                    Verdict.CLEAN);
            assertVerdict(
                    service()
                            .secondsPerCall(secondsPerCall)
                            .keepsByTime("table", seconds -> Math.min(most, perSecond * seconds))
                            .play(),
                    Verdict.CLEAN);
        }
    }

    @Test
    void findsALeakBesideWhatGrowsWithTheTimeOfTheCalls() {
        Played played = service()
                .keepsByTimeOfCalls("window", seconds -> 10 * seconds)
                .keeps("leak", oneIn(10))
                .play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks())
                .extracting(p -> p.growth().subject())
                .containsExactly(new Subject.HeapSite(SimulatedScenario.frame("leak")));
    }

    @Test
    void passesWhatGrowsWithTimeUntilItIsFull() {
        for (double most : new double[] {2_000, 10_000, 20_000, 28_000}) {
            assertVerdict(
                    service()
                            .keepsByTime("ring", seconds -> Math.min(most, 1_000 * seconds))
                            .play(),
                    Verdict.CLEAN);
        }
    }

    @Test
    void passesWhatGrowsWithTimeBesideWhatIsLookedAtTwice() {
        assertVerdict(
                Verdict.CLEAN,
                seed -> service()
                        .secondsPerCall(0.05)
                        .keepsByTime("ring", seconds -> 1_000 * seconds)
                        .goroutines("sleep", scatter(10, 6)));
        assertVerdict(
                Verdict.CLEAN,
                seed -> service()
                        .secondsPerCall(0.05)
                        .keepsByTime("ring", seconds -> 1_000 * seconds)
                        .keeps("cache", filling(350, 1)));
    }

    @Test
    void passesWhatHasEndedWhileTheServiceWasLeftAlone() {
        Played played = service().keepsWhileCalled("session", oneIn(1)).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().notices()).anyMatch(n -> n.contains("ended by itself"));
    }

    @Test
    void findsALeakBesideWhatGrowsWithTime() {
        Played played = service()
                .keepsByTime("ring", seconds -> 1_000 * seconds)
                .keeps("leak", oneIn(1))
                .play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks())
                .extracting(p -> p.growth().subject())
                .containsExactly(new Subject.HeapSite(SimulatedScenario.frame("leak")));
    }

    @Test
    void restsOnlyWhereThereIsALeakToBeSureOf() {
        assertThat(service().keeps("scatter", scatter(40, 30)).play().steps())
                .noneMatch(ServiceStep.Rest.class::isInstance);
        assertThat(service().keeps("leak", oneIn(1)).play().steps()).anyMatch(ServiceStep.Rest.class::isInstance);
    }

    @Test
    void findsALeakTooSmallForTheSamplesInTheTotals() {
        Played played = service().sampled(512 << 10).keeps("leak", oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().notices()).anyMatch(n -> n.contains("one sample in 524,288 bytes"));
    }

    /** A tenth of what a round trip of the heap is would be lost in it; what comes and goes in the heap is none. */
    @Test
    void doesNotTakeForALeakInTheTotalsWhatAHeapGoesUpAndDownBy() {
        for (int wander : new int[] {0, 20, 200, 2_000}) {
            assertVerdict(Verdict.CLEAN, seed -> service().sampled(512 << 10).wandering(wander));
            assertVerdict(
                    Verdict.CLEAN,
                    seed -> service().sampled(512 << 10).secondsPerCall(0.02).wandering(wander));
        }
    }

    @Test
    void namesTheLineAndNotTheWholeHeapWhereSamplesShowIt() {
        Played played = service().sampled(512).calm().keeps("leak", oneIn(1)).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks())
                .extracting(p -> p.growth().subject())
                .containsExactly(new Subject.HeapSite(SimulatedScenario.frame("leak")));
    }

    @Test
    void passesASampledServiceThatKeepsNothingOrFillsUp() {
        assertVerdict(
                Verdict.CLEAN,
                seed -> service()
                        .sampled(512 << 10)
                        .keeps("cache", filling(2_000, 1))
                        .keeps("old", scatter(20_000, 90)));
    }

    @Test
    void callsASampledServiceForTheWholeBudgetAndSaysWhatItWouldNotHaveSeen() {
        Played played = service().sampled(512 << 10).secondsPerCall(0.02).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.seconds()).as(played.story()).isBetween(0.9 * BUDGET, 1.05 * BUDGET);
        assertThat(played.conclusion().unseen()).matches("less than 1\\.\\d+ objects and 15,598B an operation");
    }

    @Test
    void callsASampledServiceUntilALeakAtItsLimitWouldHaveShown() {
        Played played = service().sampled(512 << 10).secondsPerCall(0.0001).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.calls()).as("300 calls may lose 5").isBetween(80_000L, 250_000L);
        assertThat(played.conclusion().unseen()).isEmpty();
    }

    @Test
    void isInconclusiveWhereSamplesAreTooCoarseForALimitThatIsSet() {
        Played played = service()
                .sampled(512 << 10)
                .secondsPerCall(0.02)
                .limit(Metric.RETAINED_OBJECTS, 20)
                .play();

        assertVerdict(played, Verdict.INCONCLUSIVE);
        assertThat(played.conclusion().notices().get(0))
                .matches(
                        "the limit of 20 objects \\(noleak.limit.retained-objects\\) from 100 to 400 operations is 0.0667"
                                + " an operation, and less than 1.\\d+ would not have been seen, up to 1,0\\d\\d operations");
        assertThat(played.conclusion().notices().get(1)).contains("noleak.service.strict=false");
    }

    @Test
    void passesWhereALimitThatIsSetIsAboveWhatSamplesShow() {
        assertVerdict(
                service()
                        .sampled(512 << 10)
                        .secondsPerCall(0.02)
                        .limit(Metric.RETAINED_OBJECTS, 600)
                        .limit(Metric.RETAINED_BYTES, 10 << 20)
                        .play(),
                Verdict.CLEAN);
    }

    @Test
    void passesWhereSamplesMayBeTooCoarse() {
        Played played = service()
                .sampled(512 << 10)
                .secondsPerCall(0.02)
                .limit(Metric.RETAINED_OBJECTS, 20)
                .lenient()
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().unseen()).startsWith("less than 1.");
    }

    @Test
    void passesAGrowthBelowItsLimitAndTellsWhenItWouldBeCrossed() {
        Played played = service()
                .keeps("audit", oneIn(1))
                .limit(Metric.RETAINED_OBJECTS, 1_000_000)
                .limit(Metric.RETAINED_BYTES, 1L << 40)
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().notices()).anyMatch(n -> n.contains("would be crossed after"));
    }

    @Test
    void doesNotTakeForALeakWhatIsStillEnding() {
        assertVerdict(service().neverSettled().keeps("ending", oneIn(1)).play(), Verdict.CLEAN);
    }

    private static SimulatedService service() {
        return new SimulatedService();
    }

    private static void assertVerdict(Verdict expected, IntFunction<SimulatedService> services) {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertVerdict(services.apply(seed).seed(seed).play(), expected);
        }
    }

    private static void assertVerdict(Played played, Verdict expected) {
        assertThat(played.conclusion().verdict()).as(played.story()).isEqualTo(expected);
    }
}
