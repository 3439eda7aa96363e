package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.measure.Series;
import io.github.noleak.measure.Subject;
import io.github.noleak.pprof.Frame;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdlenessTests {

    private static final Frame LINE = SimulatedScenario.frame("ring");
    private static final RegularService SERVICE = new RegularService(LINE);

    /** 60 objects in the 6 seconds from the second round to the last: as fast, another 20 in 2 seconds. */
    @Test
    void lineThatGrowsHalfAsFastWithoutCallsGrowsWithTime() {
        assertThat(byTime(80 + 20, 2)).contains(new Subject.HeapSite(LINE));
        assertThat(byTime(80 + 11, 2)).contains(new Subject.HeapSite(LINE));
    }

    @Test
    void lineThatGrowsBySlowerOrNotAtAllDoesNot() {
        assertThat(byTime(80 + 9, 2)).isEmpty();
        assertThat(byTime(80, 2)).isEmpty();
        assertThat(byTime(10, 2)).isEmpty();
    }

    @Test
    void nothingIsToldInTooShortATime() {
        assertThat(byTime(80 + 3, 0.25))
                .as("1.25 would be half as fast, and three are no growth")
                .isEmpty();
    }

    @Test
    void serviceIsLeftAloneAsLongAsItWasCalledAndNoLongerThanIsNeeded() {
        assertThat(Idleness.seconds(series(0.01))).isEqualTo(0.25);
        assertThat(Idleness.seconds(series(0.1))).isEqualTo(6 * 0.1);
        assertThat(Idleness.seconds(series(1))).isEqualTo(2);
    }

    private static Set<Subject> byTime(int then, double seconds) {
        return new Idleness(series(1), SERVICE.sample(800, 8 + seconds, then), SimulatedScenario.SITES).byTime();
    }

    /** Eight rounds of so many seconds, each of which adds ten objects. */
    private static Series series(double seconds) {
        return SERVICE.rounds(seconds, 100, 10);
    }
}
