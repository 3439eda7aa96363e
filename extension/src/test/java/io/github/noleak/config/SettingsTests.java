package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {

    @Test
    void hasDefaults() {
        Settings settings = settings(Map.of());

        assertThat(settings.failing()).isTrue();
        assertThat(settings.budget()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.settle()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.parallelism()).isPositive();
        assertThat(settings.iterations()).isEmpty();
        assertThat(settings.tags()).isEmpty();
        assertThat(settings.isOn(Setting.BASELINE_UPDATE)).isFalse();
        assertThat(settings.isOn(Setting.BASELINE_STRICT)).isFalse();
        assertThat(settings.baselineReason()).isEmpty();
        assertThat(settings.reportDirectory(Path.of("base"))).isEqualTo(Path.of("base", "target", "noleak"));
        assertThat(Stream.of(Metric.values()).map(settings::limit)).allMatch(Optional::isEmpty);
    }

    @ParameterizedTest
    @EnumSource
    void checkRefusesWhatCannotBeRead(Setting setting) {
        boolean anyText = !setting.defaultText().matches("true|false|fail|climbs|cores.*|[0-9.]+(ms|s|m)");
        Settings settings = settings(Map.of(setting.key(), "a b"));

        if (anyText) {
            assertThatCode(settings::check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(settings::check)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("The setting " + setting.key() + " is \"a b\"; expected: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void checkRefusesLimitsThatCannotBeRead(Metric metric) {
        assertThatThrownBy(settings(Map.of("noleak.limit." + metric.key(), "-1"))::check)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(metric.key());
    }

    @Test
    void readsWhatIsSet() {
        Settings settings = settings(Map.of(
                "noleak.mode", "report",
                "noleak.budget", "1.5s",
                "noleak.settle", " 20ms ",
                "noleak.timeout", "2m",
                "noleak.parallelism", "3",
                "noleak.iterations", "1000",
                "noleak.tags", "integration , linux",
                "noleak.report.dir", "out"));

        assertThat(settings.failing()).isFalse();
        assertThat(settings.budget()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.settle()).isEqualTo(Duration.ofMillis(20));
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.parallelism()).isEqualTo(3);
        assertThat(settings.iterations()).contains(1000L);
        assertThat(settings.tags()).containsExactly("integration", "linux");
        assertThat(settings.reportDirectory(Path.of("base"))).isEqualTo(Path.of("base", "out"));
    }

    @Test
    void readsWhatIsSaidOfTheBaseline() {
        Settings settings = settings(Map.of(
                "noleak.baseline.update", "true",
                "noleak.baseline.strict", "false",
                "noleak.baseline.reason", " ticket 12 "));

        assertThat(settings.isOn(Setting.BASELINE_UPDATE)).isTrue();
        assertThat(settings.isOn(Setting.BASELINE_STRICT)).isFalse();
        assertThat(settings.baselineReason()).contains("ticket 12");
    }

    @Test
    void refusesAReasonThatIsABook() {
        Settings settings = settings(Map.of("noleak.baseline.reason", "x".repeat(1_001)));

        assertThatThrownBy(settings::baselineReason)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("at most 1000 characters");
    }

    @Test
    void takesABlankTextForNotSet() {
        Settings settings = settings(Map.of("noleak.mode", " ", "noleak.budget", "", "noleak.iterations", "\t"));

        assertThat(settings.failing()).isTrue();
        assertThat(settings.budget()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.iterations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsTheLimitOfEveryMetricAndRemembersWhereItStood(Metric metric) {
        String key = "noleak.limit." + metric.key();

        assertThat(settings(Map.of(key, "7")).limit(metric)).contains(new Limit(metric, 7, key));
        assertThat(settings(Map.of(key, "0")).limit(metric)).contains(new Limit(metric, 0, key));
    }

    @Test
    void readsSizesWithUnits() {
        assertThat(settings(Map.of("noleak.limit.retained-bytes", "2MB")).limit(Metric.RETAINED_BYTES))
                .hasValueSatisfying(l -> assertThat(l.value()).isEqualTo(2 << 20));
    }

    @ParameterizedTest
    @CsvSource({
        "noleak.mode, warn, '\"fail\" or \"report\"'",
        "noleak.baseline.update, yes, '\"true\" or \"false\"'",
        "noleak.baseline.strict, 1, '\"true\" or \"false\"'",
        "noleak.budget, soon, '500ms, 2s, 1m or 1h'",
        "noleak.budget, -1s, '500ms, 2s, 1m or 1h'",
        "noleak.settle, 250, '500ms, 2s, 1m or 1h'",
        "noleak.timeout, 1d, '500ms, 2s, 1m or 1h'",
        "noleak.parallelism, 0, a whole number from 1",
        "noleak.within, yes, '\"true\" or \"false\"'",
        "noleak.iterations, many, a whole number from 1",
        "noleak.iterations, -5, a whole number from 1",
        "noleak.limit.goroutines, -1, a whole number from 0",
        "noleak.limit.retained-objects, 1.5, a whole number from 0",
        "noleak.limit.open-files, 99999999999999999999, a whole number from 0",
        "noleak.limit.retained-bytes, 1TB, KB",
        "noleak.limit.total-alloc, -1MB, KB"
    })
    void namesKeyWhatWasFoundAndWhatIsExpected(String key, String found, String expected) {
        Settings settings = settings(Map.of(key, found));

        assertThatThrownBy(() -> readAll(settings))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e -> assertThat(e.getMessage().lines().findFirst().orElseThrow())
                        .contains(key, "\"" + found + "\"", expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "4294967296", "9223372036854775807"})
    void neverTurnsALargeParallelismIntoASmallOrNegativeOne(String text) {
        Settings settings = settings(Map.of("noleak.parallelism", text));
        try {
            assertThat(settings.parallelism()).isPositive();
        } catch (ConfigurationException refused) {
            assertThat(refused).hasMessageContaining("noleak.parallelism");
        }
    }

    @Test
    void everySettingHasAKeyADefaultAndAText() {
        assertThat(Setting.values()).allSatisfy(s -> {
            assertThat(s.key()).startsWith("noleak.");
            assertThat(s.defaultText()).isNotBlank();
            assertThat(s.text()).endsWith(".");
        });
        assertThat(Setting.values()).extracting(Setting::key).doesNotHaveDuplicates();
    }

    private static void readAll(Settings settings) {
        settings.failing();
        settings.isOn(Setting.BASELINE_UPDATE);
        settings.isOn(Setting.BASELINE_STRICT);
        settings.budget();
        settings.settle();
        settings.timeout();
        settings.parallelism();
        settings.iterations();
        settings.within();
        for (Metric metric : Metric.values()) {
            settings.limit(metric);
        }
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }
}
