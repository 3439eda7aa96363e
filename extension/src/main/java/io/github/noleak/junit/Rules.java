package io.github.noleak.junit;

import io.github.noleak.config.Declared;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.config.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Says what holds for a scenario.
 *
 * @param declared the annotations, the nearest first
 */
record Rules(List<Declared> declared, Settings settings) {

    /** Finds the mistakes that concern every scenario, before any is run. */
    void check() {
        ScenarioSettings.resolve(declared, settings);
    }

    /** Returns the limits of a scenario. */
    ScenarioSettings limits(String id) {
        return ScenarioSettings.resolve(declared, settings);
    }

    /** Returns the reason why a scenario, or all below a benchmark, is not to be run. */
    Optional<String> exemption(String id) {
        return declared.stream()
                .map(d -> d.annotation().skip())
                .filter(s -> !s.isBlank())
                .findFirst();
    }
}
