package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioSettingsTests {

    @Test
    void holdsALimitForEveryMetric() {
        ScenarioSettings resolved = resolve(Annotations.none(), settings(Map.of()));

        assertThat(resolved.limits()).containsOnlyKeys(Metric.values());
        assertThat(resolved.limits().values()).allSatisfy(l -> {
            assertThat(l.value()).isEqualTo(l.metric().defaultLimit());
            assertThat(l.source()).isEqualTo("default");
        });
        assertThat(resolved.iterations()).isZero();
        assertThat(resolved.within()).isEqualTo(new Choice(false, "default"));
    }

    @Test
    void takesWithinFromTheFirstThatSaysIt() {
        Settings settings = settings(Map.of("noleak.within", "true"));

        assertThat(resolve(method("everything"), settings).within().source()).startsWith("@NoLeak(within)");
        assertThat(resolve(method("nothing"), settings).within()).isEqualTo(new Choice(true, "noleak.within"));
    }

    @Test
    void prefersTheNearestAnnotation() {
        assertThat(goroutines(Fixtures.declared("goroutines", "everything")).value())
                .isEqualTo(9);
        assertThat(goroutines(Fixtures.declared("nothing", "everything")).value())
                .isEqualTo(3);
    }

    @Test
    void takesZeroForALimit() {
        Limit limit = goroutines(Fixtures.declared("noGoroutine", "everything"));

        assertThat(limit.value()).isZero();
        assertThat(limit.source()).contains("noGoroutine");
    }

    @Test
    void prefersAnnotationsToSettingsAndSettingsToDefaults() {
        Settings settings = settings(Map.of("noleak.limit.goroutines", "70", "noleak.iterations", "8"));

        ScenarioSettings annotated = resolve(method("everything"), settings);
        assertThat(annotated.limits().get(Metric.GOROUTINES))
                .extracting(Limit::value)
                .isEqualTo(3L);
        assertThat(annotated.iterations()).isEqualTo(50);

        ScenarioSettings bare = resolve(method("nothing"), settings);
        assertThat(bare.limits().get(Metric.GOROUTINES))
                .isEqualTo(new Limit(Metric.GOROUTINES, 70, "noleak.limit.goroutines"));
        assertThat(bare.iterations()).isEqualTo(8);
    }

    @Test
    void refusesANegativeLimitAndABadSize() {
        Settings settings = settings(Map.of());

        for (String method : List.of("negativeObjects", "badBytes", "negativeBytes", "noIterations")) {
            Annotations declared = method(method);
            assertThatThrownBy(() -> ScenarioSettings.check(declared, settings))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Annotated." + method);
        }
    }

    private static Limit goroutines(Annotations declared) {
        Limit limit = resolve(declared, settings(Map.of())).limits().get(Metric.GOROUTINES);
        assertThat(limit).isNotNull();
        return limit;
    }

    private static ScenarioSettings resolve(Annotations annotations, Settings settings) {
        return ScenarioSettings.resolve(annotations, LimitsFile.none(), "cache.BenchmarkPut", settings);
    }

    private static Annotations method(String method) {
        return new Annotations(Fixtures.declared(method), null);
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }
}
