package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * What holds for one scenario, after all sources are read.
 *
 * @param limits one for every metric
 * @param iterations N, or 0 to let it climb
 * @param within whether it is judged what grows within a call
 * @param skip why the scenario is exempt; empty if it is to be run
 * @param reasons that a file gives for its entries that match, the most specific first
 */
@API(status = INTERNAL, since = "0.1")
public record ScenarioSettings(
        Map<Metric, Limit> limits, long iterations, Choice within, Optional<String> skip, List<String> reasons) {

    /** Copies the collections. */
    public ScenarioSettings {
        limits = Map.copyOf(limits);
        reasons = List.copyOf(reasons);
    }

    /**
     * Resolves the settings.
     *
     * @param id of the scenario, with its package
     * @throws ConfigurationException if a limit or a number is not as it has to be
     */
    public static ScenarioSettings resolve(Annotations annotations, LimitsFile file, String id, Settings settings) {
        List<FileEntry> entries = file.matching(id);
        List<Layer> layers = new ArrayList<>();
        annotations.onMethod().ifPresent(layers::add);
        layers.addAll(entries);
        annotations.onType().ifPresent(layers::add);
        file.defaults().ifPresent(layers::add);
        layers.add(settings);
        return new ScenarioSettings(
                limits(layers),
                layers.stream()
                        .flatMap(l -> l.iterations().stream())
                        .findFirst()
                        .orElse(0L),
                layers.stream().flatMap(l -> l.within().stream()).findFirst().orElse(new Choice(false, "default")),
                layers.stream().flatMap(l -> l.exemption().stream()).findFirst(),
                Stream.concat(entries.stream(), file.defaults().stream())
                        .flatMap(e -> e.reason().stream())
                        .toList());
    }

    /**
     * Finds the mistakes that concern every scenario, before any is run.
     *
     * @throws ConfigurationException if there is one
     */
    public static void check(Annotations annotations, Settings settings) {
        resolve(annotations, LimitsFile.none(), "", settings);
    }

    private static Map<Metric, Limit> limits(List<Layer> layers) {
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            limits.put(
                    metric,
                    layers.stream()
                            .flatMap(l -> l.limit(metric).stream())
                            .findFirst()
                            .orElseGet(() -> new Limit(metric, metric.defaultLimit(), "default")));
        }
        return limits;
    }
}
