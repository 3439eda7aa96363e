package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Verdict;
import io.github.noleak.judge.SimulatedBenchmark.Played;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.Stopped.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks off is called with fewer operations, and is no leak unless those show one. */
class BrokenSeriesTests {

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"FAILED", "HUNG", "TOO_SLOW"})
    void leakOutranksHowItEnds(Cause cause) {
        Played played = leaking().breaksOff(cause, 20_000).play();

        assertThat(played.verdict()).as(played.story()).isEqualTo("LEAK");
        assertThat(played.series()).hasSize(2);
        assertThat(played.broken()).hasSize(1);
        assertThat(played.decided().stopped()).isEqualTo(played.broken().get(0));
    }

    @Test
    void leakThatEndsTheSecondSeriesIsConfirmedByASmallerOne() {
        Played played = leaking().breaksOff(Cause.HUNG, 100_000).play();

        assertThat(played.verdict()).as(played.story()).isEqualTo("LEAK");
        assertThat(played.series())
                .extracting(Series::top)
                .satisfies(tops -> assertThat(tops.get(1)).isLessThan(tops.get(0) / 2));
        assertThat(played.broken()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"FAILED, ERROR", "HUNG, HANG"})
    void failureStandsWhereFewerOperationsKeepNothing(Cause cause, Verdict verdict) {
        Played played = benchmark().breaksOff(cause, 20_000).play();

        assertThat(played.decided().verdict()).isEqualTo(verdict);
        assertThat(played.decided().stopped()).isEqualTo(played.broken().get(0));
        assertThat(played.series())
                .as("a quarter of what failed")
                .singleElement()
                .satisfies(series -> assertThat(series.top()).isEqualTo(5_000));
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"FAILED", "HUNG", "TOO_SLOW"})
    void firstOperationsAreCalledOnce(Cause cause) {
        Played played = leaking().breaksOff(cause, 7).play();

        assertThat(played.broken()).hasSize(1);
        assertThat(played.decided().verdict()).isEqualTo(cause == Cause.FAILED ? Verdict.ERROR : Verdict.HANG);
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 17, 64, 100, 1_000})
    void fewOperationsAreCalledOneByOne(long most) {
        Played played = leaking().breaksOff(Cause.FAILED, most).play();

        assertThat(played.broken()).hasSizeLessThanOrEqualTo(3);
        assertThat(played.decided().verdict()).as(played.story()).isEqualTo(most < 100 ? Verdict.ERROR : Verdict.LEAK);
        assertThat(played.series())
                .allSatisfy(series -> assertThat(series.top()).isLessThanOrEqualTo(Math.max(4, most / 4)));
    }

    @Test
    void whatOnlyTakesLongIsCleanAsFarAsItWent() {
        Played played = benchmark().breaksOff(Cause.TOO_SLOW, 20_000).play();

        assertThat(played.verdict()).isEqualTo("CLEAN");
        assertThat(played.decided().furthest()).isEqualTo(2_496);
        assertThat(played.decided().notices())
                .singleElement()
                .asString()
                .startsWith("20,000 operations took far longer than fewer let expect");
    }

    @ParameterizedTest
    @CsvSource({"SKIPPED, SKIPPED", "UNREADABLE, INCONCLUSIVE"})
    void whatCannotBeSeenIsNotTriedAgain(Cause cause, Verdict verdict) {
        Played played = leaking().breaksOff(cause, 20_000).play();

        assertThat(played.decided().verdict()).isEqualTo(verdict);
        assertThat(played.series()).isEmpty();
        assertThat(played.broken()).hasSize(1);
    }

    @Test
    void whatBreaksOffWithEverFewerOperationsIsNotTriedForEver() {
        BrokenSeries judge = new BrokenSeries(new SeriesJudge(
                SimulatedScenario.defaultLimits(), SimulatedBenchmark.SITES, 2, 0, Known.nothing(), true));
        List<Stopped> broken = List.of(stopped(10_000), stopped(2_000), stopped(400));

        assertThat(judge.next(SeriesSoFar.of(List.of()), broken.subList(0, 2))).isInstanceOf(SeriesStep.Run.class);
        assertThat(judge.next(SeriesSoFar.of(List.of()), broken)).isInstanceOf(SeriesStep.Decided.class);
    }

    private static Stopped stopped(long operations) {
        return new Stopped(new RunPlan(operations, 1, SettlePolicy.QUICK, 1, 0), Cause.HUNG, "it hangs", List.of());
    }

    private static SimulatedBenchmark benchmark() {
        return new SimulatedBenchmark();
    }

    private static SimulatedBenchmark leaking() {
        return benchmark().keeps("leak", SimulatedBenchmark.oneIn(1));
    }
}
