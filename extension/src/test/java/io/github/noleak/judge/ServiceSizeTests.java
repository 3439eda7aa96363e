package io.github.noleak.judge;

import static io.github.noleak.judge.SimulatedBenchmark.filling;
import static io.github.noleak.judge.SimulatedBenchmark.oneIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Metric;
import io.github.noleak.judge.SimulatedService.Played;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long and how often services are called. */
class ServiceSizeTests {

    private static final double BUDGET = 30;

    @Test
    void firstSeriesGoesToFourTimesN() {
        assertThat(ServiceSize.first(100)).isEqualTo(new ServiceStep.Call(50, 7));
        assertThat(ServiceSize.first(2)).isEqualTo(new ServiceStep.Call(1, 7));
        assertThat(ServiceSize.first(7)).as("cannot be halved").isEqualTo(new ServiceStep.Call(7, 3));
    }

    @Test
    void nothingThatGrowsInSomeTenThousandCallsIsClean() {
        Played played = service().secondsPerCall(0.0001).play();

        assertThat(played.calls()).isBetween(9_500L, 10_500L);
    }

    @Test
    void nothingThatGrowsInAQuarterOfTheBudgetIsClean() {
        for (double each : new double[] {0.001, 0.002, 0.003}) {
            Played played = service().secondsPerCall(each).play();

            assertThat(played.seconds()).as(played.story()).isBetween(0.2 * BUDGET, 0.26 * BUDGET);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.001", "0.002", "0.005", "0.02", "0.1", "0.5", "1"})
    void leakTakesNoLongerThanTheBudgetAndTheWaitsAtItsEnd(double secondsPerCall) {
        Played played = service()
                .secondsPerCall(secondsPerCall)
                .ofRoundsThatFit()
                .keeps("leak", oneIn(2))
                .play();

        assertThat(played.seconds()).as(played.story()).isLessThan(BUDGET + 2 + 10 + 1);
    }

    @Test
    void slowCallsHaveAFewRoundsThatConfirm() {
        Played played = service()
                .secondsPerCall(0.1)
                .ofRoundsThatFit()
                .keeps("leak", oneIn(2))
                .play();

        assertThat(rounds(played)).containsExactly(25L, 25L, 25L, 25L, 25L, 25L, 25L, 25L, 11L, 11L, 11L, 11L);
    }

    @Test
    void largerRoundsAreTwiceAsLargeAtTheLeast() {
        List<Long> rounds = rounds(service().keeps("leak", oneIn(1)).play());

        assertThat(rounds).hasSize(3 * 8);
        assertThat(rounds.get(8)).isGreaterThanOrEqualTo(2 * rounds.get(0));
        assertThat(rounds.get(16)).isGreaterThanOrEqualTo(2 * rounds.get(8));
    }

    @Test
    void goroutinesAreFollowedAsFarAsPoolsOfThemGo() {
        Played played = service().goroutines("select", oneIn(1)).play();

        assertThat(rounds(played)).hasSize(2 * 8).endsWith(250L);
    }

    /** A loop that goes by time has made all calls of the series, and more, in four rounds. */
    @Test
    void loopThatMakesManyCallsHasFourRounds() {
        Played played = service()
                .calledInRoundsOf(1_000, 0)
                .goroutines("select", oneIn(1))
                .play();

        assertThat(rounds(played)).hasSize(4);
        assertThat(service().calledInRoundsOf(90, 0).play().visits()).hasSizeGreaterThan(8);
    }

    /** What two series would tell is told by one where each call adds to it; of eight calls, four objects are too few. */
    @Test
    void whatEachCallAddsToIsToldByOneSeries() {
        assertThat(slowest(1).leaks()).isNotEmpty();
        assertThat(slowest(2).leaks()).isEmpty();
    }

    private static Conclusion slowest(long calls) {
        return service()
                .secondsPerCall(4)
                .ofRoundsThatFit()
                .keeps("leak", oneIn(calls))
                .limit(Metric.RETAINED_OBJECTS, 0)
                .play()
                .conclusion();
    }

    @Test
    void cacheThatIsFullInTimeIsSeenToFill() {
        Played played = service().keeps("cache", filling(17_000, 1)).play();

        assertThat(played.conclusion().leaks()).as(played.story()).isEmpty();
    }

    private static List<Long> rounds(Played played) {
        return played.steps().stream()
                .filter(ServiceStep.Call.class::isInstance)
                .map(step -> ((ServiceStep.Call) step).calls())
                .toList();
    }

    private static SimulatedService service() {
        return new SimulatedService();
    }
}
