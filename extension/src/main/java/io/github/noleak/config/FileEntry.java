package io.github.noleak.config;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says of the scenarios that match a pattern.
 *
 * @param spot where the pattern stands
 * @param skip why the scenarios are exempt, and where that is said
 * @param reason why they have limits of their own
 * @param within whether it is judged what grows within a call
 */
record FileEntry(
        ScenarioPattern pattern,
        Spot spot,
        Map<Metric, Limit> limits,
        Optional<Long> iterations,
        Optional<String> skip,
        Optional<String> reason,
        Optional<Choice> within)
        implements Layer {

    FileEntry {
        limits = Map.copyOf(limits);
    }

    @Override
    public Optional<Limit> limit(Metric metric) {
        return Optional.ofNullable(limits.get(metric));
    }

    @Override
    public Optional<String> exemption() {
        return skip;
    }
}
