package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.verdict.Care;
import io.github.noleak.verdict.Trial;
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

    private static Trial probe(int profileRate) {
        return new Trial(1, 1, Care.QUICK, profileRate, 0);
    }
}
