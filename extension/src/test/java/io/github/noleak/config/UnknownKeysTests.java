package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTests {

    @ParameterizedTest
    @CsvSource({
        "noleak.tiemout, noleak.timeout",
        "noleak.timeOut, noleak.timeout",
        "noleak.baseline.udpate, noleak.baseline.update",
        "noleak.limit.goroutine, noleak.limit.goroutines",
        "noleak.limit.retainedObjects, noleak.limit.retained-objects",
    })
    void misspeltKeyIsToldWithItsNearNameAndItsPlace(String key, String near) {
        assertThatThrownBy(() -> UnknownKeys.refuse(Map.of(key, "in the moon")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The setting " + key + " does not exist; expected: " + near + "\n"
                        + "  It is set in the moon.\n"
                        + "  docs/settings.md lists all keys.");
    }

    @Test
    void keyWithoutANearNameIsToldWithAllThatThereAre() {
        assertThatThrownBy(() -> UnknownKeys.refuse(Map.of("noleak.colour", "here")))
                .hasMessageContainingAll("noleak.go, noleak.module", "noleak.limit.total-alloc");
    }

    @Test
    void eachMistakeIsToldButNotWithoutEnd() {
        Map<String, String> places = new TreeMap<>();
        IntStream.range(0, 25).forEach(i -> places.put("noleak.budget" + i, "here"));

        assertThatThrownBy(() -> UnknownKeys.refuse(places))
                .hasMessageContaining("Nor is there a setting noleak.budget1; expected: noleak.budget\n")
                .hasMessageContaining("There are 5 more.");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsKnown(Setting setting) {
        assertThatCode(() -> UnknownKeys.refuse(Map.of(setting.key(), "here"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"noleak.limit.retained-objects", "noleak.limit.total-alloc", "noleak.version"})
    void limitsAndTheVersionThatPomsNameAreKnown(String key) {
        assertThatCode(() -> UnknownKeys.refuse(Map.of(key, "here"))).doesNotThrowAnyException();
    }

    @Test
    void keysAreFoundWhereverTheyAreSet(@TempDir Path directory) throws IOException {
        Properties system = new Properties();
        system.setProperty("noleak.budget", "5s");
        system.setProperty("user.name", "somebody");
        Path file = directory.resolve("junit-platform.properties");
        Files.writeString(file, "noleak.budget=1s\nnoleak.settle=1s\njunit.jupiter.x=y\n");

        Map<String, String> places = SetKeys.places(
                List.of("noleak.trace", "noleak.settle"), system, file.toUri().toURL());

        assertThat(places).containsOnlyKeys("noleak.budget", "noleak.settle", "noleak.trace");
        assertThat(places.get("noleak.budget")).contains("system property");
        assertThat(places.get("noleak.settle")).contains(file.toString());
        assertThat(places.get("noleak.trace")).contains("JUnit configuration parameter");
    }
}
