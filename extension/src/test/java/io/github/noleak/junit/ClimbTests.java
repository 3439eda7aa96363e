package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.verdict.Care;
import io.github.noleak.verdict.Plan;
import io.github.noleak.verdict.Round;
import io.github.noleak.verdict.Stopped;
import io.github.noleak.verdict.Trial;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClimbTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void whatCanBeTriedAgainSampledIsNotWaitedForUpToTheTimeout() {
        assertThat(Climb.probing(probe(1), MINUTE)).isLessThan(MINUTE);
        assertThat(Climb.probing(probe(4096), MINUTE)).isEqualTo(MINUTE);
    }

    @Test
    void nothingIsWaitedForLongerThanTheTimeout() {
        Duration little = Duration.ofSeconds(2);

        assertThat(Climb.probing(probe(1), little)).isEqualTo(little);
    }

    @Test
    void whatWasTooSlowWhenSetUpTakesHalfOfThePlacesForProcesses() {
        Stopped slow = new Stopped(probe(1), Stopped.Cause.TOO_SLOW, "too slow", List.of());
        Stopped failed = new Stopped(probe(1), Stopped.Cause.FAILED, "failed", List.of());

        assertThat(Climb.places(List.of(probed(slow)), 4)).isEqualTo(2);
        assertThat(Climb.places(List.of(probed(slow)), 1)).isEqualTo(1);
        assertThat(Climb.places(List.of(probed(failed)), 4)).isEqualTo(1);
        assertThat(Climb.places(List.of(), 4)).isEqualTo(1);
    }

    private static Round probed(Stopped end) {
        return new Round(new Plan(Plan.Purpose.PROBE, List.of(end.trial())), List.of(end));
    }

    private static Trial probe(int profileRate) {
        return new Trial(1, 1, Care.QUICK, profileRate, 0);
    }
}
