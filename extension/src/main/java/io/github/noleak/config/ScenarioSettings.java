package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What holds for one scenario, after all sources are read.
 *
 * @param limits one for every metric
 * @param iterations N, or 0 to let it climb
 */
@API(status = INTERNAL, since = "0.1")
public record ScenarioSettings(Map<Metric, Limit> limits, long iterations) {

    /** Copies the map. */
    public ScenarioSettings {
        limits = Map.copyOf(limits);
    }

    /**
     * Resolves the settings.
     *
     * @param declared the annotations, the nearest first
     */
    public static ScenarioSettings resolve(List<Declared> declared, Settings settings) {
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            limits.put(
                    metric,
                    declared.stream()
                            .flatMap(d -> d.limit(metric).stream())
                            .findFirst()
                            .or(() -> settings.limit(metric))
                            .orElseGet(() -> new Limit(metric, metric.defaultLimit(), "default")));
        }
        Optional<Long> iterations = declared.stream()
                .flatMap(d -> d.iterations().stream())
                .findFirst()
                .or(settings::iterations);
        return new ScenarioSettings(limits, iterations.orElse(0L));
    }
}
