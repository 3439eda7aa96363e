package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.measure.Amount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.Subject;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowCallsTests {

    private static final Frame LINE = SimulatedScenario.frame("window");
    private static final RegularService SERVICE = new RegularService(LINE);

    @Test
    void lineThatGrowsAsFastWithHardlyACallGrowsWithTime() {
        assertThat(byTime(16 + 12)).contains(new Subject.HeapSite(LINE));
        assertThat(byTime(16 + 5)).as("less than half as fast").contains(new Subject.HeapSite(LINE));
    }

    @Test
    void lineThatGrowsByItsCallsOrNotAtAllDoesNot() {
        assertThat(byTime(16 + 3)).isEmpty();
        assertThat(byTime(16)).isEmpty();
        assertThat(byTime(10)).isEmpty();
    }

    @Test
    void nothingIsToldByCallsThatWereMadeAtFullPace() {
        Series before = SERVICE.rounds(1, 200, 2);

        assertThat(new SlowCalls(before, before.last(), SERVICE.sample(1_900, 9, 30), SimulatedScenario.SITES).byTime())
                .isEmpty();
    }

    @Test
    void nothingIsToldByCallsThatWereLessThanFourTimesSlower() {
        assertThat(byTime(16 + 12, 290)).contains(new Subject.HeapSite(LINE));
        assertThat(byTime(16 + 12, 310)).isEmpty();
    }

    /** 12 objects in the 6 seconds and 1,200 calls from the second round to the last; so many after 6 seconds and 6 calls more. */
    private static Set<Subject> byTime(int then) {
        return byTime(then, 6);
    }

    private static Set<Subject> byTime(int then, long calls) {
        Series before = SERVICE.rounds(1, 200, 2);
        return new SlowCalls(before, before.last(), SERVICE.sample(1_600 + calls, 14, then), SimulatedScenario.SITES)
                .byTime();
    }

    @Test
    void callsAreFewAndTakeAsLongAsThreeTimesTheLeastGrowthWould() {
        assertThat(calls(0.5, 200, 8)).contains(new ServiceStep.CallSlowly(4, 0.5625));
        assertThat(calls(5, 200, 8)).contains(new ServiceStep.CallSlowly(28, 5.625));
    }

    @Test
    void fewestSlowCallsTakeAQuarterOfASecond() {
        assertThat(calls(0.05, 200, 8)).contains(new ServiceStep.CallSlowly(2, 0.25));
    }

    @Test
    void slowCallsAreMadeEightTimesAsSlowly() {
        assertThat(calls(5, 5, 8)).contains(new ServiceStep.CallSlowly(1, 5.625));
        assertThat(calls(5, 10, 8)).contains(new ServiceStep.CallSlowly(1, 5.625));
        assertThat(calls(5, 40, 8)).contains(new ServiceStep.CallSlowly(5, 5.625));
    }

    @Test
    void nothingIsCalledForWhatGrowsTooSlowlyToTell() {
        assertThat(calls(5, 200, 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.6, true", "0.98, true", "1, false", "1.5, false"})
    void whatEachOperationAddsToIsNoneOfTheTime(double perOperation, boolean asked) {
        Amount some = new Amount(1_000 * perOperation, 0);
        Growth growth = new Growth(
                new Subject.HeapSite(LINE),
                1_000,
                some,
                new Amount(2_000 * perOperation, 0),
                new Amount(4_000 * perOperation, 0),
                0);

        assertThat(SlowCalls.plan(8, List.of(growth), 1e-3).isPresent()).isEqualTo(asked);
    }

    private static Optional<ServiceStep.CallSlowly> calls(double seconds, long calls, int objects) {
        Growing growing = Growing.in(SERVICE.rounds(seconds, calls, objects), SimulatedScenario.SITES);
        return SlowCalls.of(growing, growing.growths(), SlowCalls.longest(0));
    }
}
