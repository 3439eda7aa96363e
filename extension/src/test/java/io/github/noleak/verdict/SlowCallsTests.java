package io.github.noleak.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowCallsTests {

    private static final Frame LINE = SimulatedScenario.frame("window");

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
        Triple before = Triple.inOneProcess(sample(400, 2, 4), sample(800, 4, 8), sample(1_600, 8, 16));

        assertThat(new SlowCalls(before, before.large(), sample(1_900, 9, 30), SimulatedScenario.SITES).byTime())
                .isEmpty();
    }

    /** 8 objects in the 4 seconds and 800 calls between the samples before; so many after 6 seconds and 6 calls more. */
    private static List<Subject> byTime(int then) {
        Triple before = Triple.inOneProcess(sample(400, 2, 4), sample(800, 4, 8), sample(1_600, 8, 16));
        return new SlowCalls(before, before.large(), sample(1_606, 14, then), SimulatedScenario.SITES)
                .byTime()
                .toList();
    }

    @Test
    void callsAreFewAndTakeAsLongAsThreeTimesTheLeastGrowthWould() {
        assertThat(calls(4, 400, 800, 1_600, 64)).isEqualTo(new ServiceStep.CallSlowly(4, 0.5625, Care.QUICK));
        assertThat(calls(40, 400, 800, 1_600, 64)).isEqualTo(new ServiceStep.CallSlowly(28, 5.625, Care.QUICK));
    }

    @Test
    void slowCallsAreMadeEightTimesAsSlowly() {
        assertThat(calls(40, 10, 20, 40, 64)).isEqualTo(new ServiceStep.CallSlowly(1, 5.625, Care.QUICK));
        assertThat(calls(40, 20, 40, 80, 64)).isEqualTo(new ServiceStep.CallSlowly(1, 5.625, Care.QUICK));
        assertThat(calls(40, 80, 160, 320, 64)).isEqualTo(new ServiceStep.CallSlowly(5, 5.625, Care.QUICK));
    }

    @Test
    void nothingIsCalledForWhatGrowsTooSlowlyToTell() {
        assertThat(SlowCalls.of(triple(40, 400, 800, 1_600, 8), growths(triple(40, 400, 800, 1_600, 8))))
                .isEmpty();
    }

    private static ServiceStep calls(double seconds, long small, long middle, long large, int objects) {
        Triple triple = triple(seconds, small, middle, large, objects);
        return SlowCalls.of(triple, growths(triple)).orElseThrow();
    }

    private static List<Growth> growths(Triple triple) {
        return triple.growths(SimulatedScenario.SITES).stream()
                .filter(g -> g.subject() instanceof Subject.HeapSite)
                .toList();
    }

    private static Triple triple(double seconds, long small, long middle, long large, int objects) {
        return Triple.inOneProcess(
                sample(small, seconds / 4, objects / 4),
                sample(middle, seconds / 2, objects / 2),
                sample(large, seconds, objects));
    }

    private static Sample sample(long calls, double seconds, int objects) {
        return new Sample(
                new Trial(calls, 1, Care.QUICK, 1, 0),
                seconds,
                0,
                true,
                new HeapCensus(Map.of(new CallStack(List.of(LINE)), new Amount(objects, 48.0 * objects)), 0),
                List.of(),
                9,
                8,
                1024,
                7,
                List.of());
    }
}
