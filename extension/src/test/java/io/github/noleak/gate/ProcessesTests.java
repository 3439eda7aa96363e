package io.github.noleak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessesTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void whatCanBeTriedAgainSampledIsNotWaitedForUpToTheTimeout() {
        assertThat(Processes.probing(probe(1), MINUTE)).isLessThan(MINUTE);
        assertThat(Processes.probing(probe(4096), MINUTE)).isEqualTo(MINUTE);
    }

    @Test
    void nothingIsWaitedForLongerThanTheTimeout() {
        Duration little = Duration.ofSeconds(2);

        assertThat(Processes.probing(probe(1), little)).isEqualTo(little);
    }

    private static RunPlan probe(int profileRate) {
        return new RunPlan(1, 1, SettlePolicy.QUICK, profileRate, 0);
    }
}
