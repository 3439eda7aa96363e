package io.github.noleak.judge;

import static io.github.noleak.judge.SimulatedBenchmark.byChance;
import static io.github.noleak.judge.SimulatedBenchmark.filledAtRandom;
import static io.github.noleak.judge.SimulatedBenchmark.filling;
import static io.github.noleak.judge.SimulatedBenchmark.halved;
import static io.github.noleak.judge.SimulatedBenchmark.oneIn;
import static io.github.noleak.judge.SimulatedBenchmark.scatter;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Verdict;
import io.github.noleak.judge.SimulatedService.Played;
import io.github.noleak.measure.Subject;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that are called for a time that somebody has set. */
class SoakTests {

    private static final double TEN_MINUTES = 600;
    private static final int SEEDS = 20;

    @ParameterizedTest
    @ValueSource(doubles = {20, TEN_MINUTES, 3_600})
    void goesOnForAsLongAsItIsToldToWithNoMoreSamplesOfALongTime(double seconds) {
        Played played = service().soaked(seconds).play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.seconds()).isBetween(0.99 * seconds, 1.02 * seconds);
        assertThat(played.visits()).hasSize(8 + 3 * 8);
    }

    @Test
    void goesOnAlsoWhereALeakIsCertainBefore() {
        Played played =
                service().keeps("leak", byChance(0.001)).soaked(TEN_MINUTES).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.seconds()).isGreaterThan(TEN_MINUTES);
    }

    @Test
    void eachSeriesTakesTwiceAsLongAsTheOneBefore() {
        Played played = service().soaked(TEN_MINUTES).play();

        assertThat(played.steps())
                .filteredOn(ServiceStep.CallUntil.class::isInstance)
                .extracting(step -> Math.round(((ServiceStep.CallUntil) step).each()))
                .hasSize(24)
                .startsWith(11L, 11L)
                .contains(21L)
                .endsWith(43L, 43L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 30_000, 150_000, 300_000})
    void cacheThatFillsInHalfOfTheTimeIsClean(int entries) {
        assertVerdict(Verdict.CLEAN, seed -> service().keeps("cache", filling(entries, 1)));
        assertVerdict(Verdict.CLEAN, seed -> service().keeps("cache", halved(entries, 1)));
        assertVerdict(Verdict.CLEAN, seed -> service().keeps("cache", filledAtRandom(entries / 5.0, 1)));
    }

    @Test
    void findsTheSlowLeakThatAShortRunCannotShow() {
        Played shortly = service().keeps("leak", oneIn(5_000)).play();
        Played soaked =
                service().keeps("leak", oneIn(5_000)).soaked(TEN_MINUTES).play();

        assertVerdict(shortly, Verdict.CLEAN);
        assertVerdict(soaked, Verdict.LEAK);
        assertVerdict(Verdict.LEAK, seed -> service().keeps("leak", byChance(1 / 500.0)));
    }

    @Test
    void passesScatterAndAPoolOfWorkers() {
        assertVerdict(
                Verdict.CLEAN,
                seed -> service().keeps("scatter", scatter(40, 30)).goroutines("select", filling(64, 3)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 100})
    void passesWhatGrowsWithTime(double perSecond) {
        assertVerdict(Verdict.CLEAN, seed -> service().keepsByTime("table", seconds -> perSecond * seconds));
        assertVerdict(Verdict.CLEAN, seed -> service().keepsByTimeOfCalls("window", seconds -> perSecond * seconds));
    }

    @Test
    void findsTheSlowLeakBesideWhatGrowsWithTime() {
        Played played = service()
                .keepsByTime("table", seconds -> seconds)
                .keeps("leak", oneIn(1_000))
                .soaked(TEN_MINUTES)
                .play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().leaks())
                .extracting(proof -> proof.growth().subject())
                .containsExactly(new Subject.HeapSite(SimulatedScenario.frame("leak")));
    }

    @Test
    void findsALeakOfCallsThatOthersMake() {
        assertVerdict(Verdict.LEAK, seed -> service().calledByOthers().keeps("leak", byChance(0.01)));
        assertVerdict(Verdict.CLEAN, seed -> service().calledByOthers().keeps("cache", filling(150_000, 1)));
    }

    /** A limit of 1,024 files has room for some 600. */
    @Test
    void endsWhereTheSystemHasNoRoomForMore() {
        Played played = service().files(oneIn(1)).soaked(TEN_MINUTES).play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.seconds()).isLessThan(60);
    }

    @Test
    void isNotCertainWhereOneSeriesAloneIsThere() {
        Played played = service()
                .keeps("leak", byChance(0.01))
                .soaked(TEN_MINUTES)
                .stopsAfter(120)
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.conclusion().notices()).anyMatch(notice -> notice.contains("it is not certain whether"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {200, 300, 400, 550})
    void isJudgedByWhatItHasWhereItIsStopped(double seconds) {
        Played leaking = service()
                .keeps("leak", byChance(0.01))
                .soaked(TEN_MINUTES)
                .stopsAfter(seconds)
                .play();
        assertVerdict(leaking, Verdict.LEAK);
        assertThat(leaking.seconds()).isLessThan(seconds);

        assertVerdict(
                service()
                        .keeps("cache", filling(50_000, 1))
                        .soaked(TEN_MINUTES)
                        .stopsAfter(seconds)
                        .play(),
                Verdict.CLEAN);
    }

    @Test
    void slowCallsLeaveTimeForASoakToo() {
        Played played = service()
                .secondsPerCall(2)
                .ofRoundsThatFit()
                .soaked(TEN_MINUTES)
                .play();

        assertVerdict(played, Verdict.CLEAN);
        assertThat(played.seconds()).isBetween(0.95 * TEN_MINUTES, 1.1 * TEN_MINUTES);
    }

    private static SimulatedService service() {
        return new SimulatedService();
    }

    private static void assertVerdict(Verdict expected, IntFunction<SimulatedService> services) {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertVerdict(services.apply(seed).soaked(TEN_MINUTES).seed(seed).play(), expected);
        }
    }

    private static void assertVerdict(Played played, Verdict expected) {
        assertThat(played.conclusion().verdict()).as(played.story()).isEqualTo(expected);
    }
}
