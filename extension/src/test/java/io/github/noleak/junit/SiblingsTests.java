package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.ScenarioRun;
import io.github.noleak.verdict.SharedSetup;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiblingsTests {

    /** What takes long to set up is not run once more for what was already seen. */
    @Test
    void benchmarksAreListedAtTheRateThatTheyAreLookedAtWith() {
        SharedSetup manyObjects = SharedSetup.of(Map.of("B/a", 1.0, "B/b", 1.0, "B/c", 1.0), 8, 30_000_000)
                .orElseThrow();

        assertThat(manyObjects.first().profileRate()).isEqualTo(ScenarioRun.LISTED);
    }
}
