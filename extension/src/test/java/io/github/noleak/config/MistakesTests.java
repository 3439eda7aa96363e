package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MistakesTests {

    @Test
    void moreMistakesThanAnybodyReadsAreCounted() {
        String text = IntStream.range(0, 30)
                .mapToObj(i -> "  \"p" + i + ".*\": { limits: { goroutines: -1 } }\n")
                .collect(Collectors.joining("", "scenarios:\n", ""));

        assertThatThrownBy(() -> LimitsFileReader.read(SourceText.of(Path.of("noleak.yml"), "noleak.yml", text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("noleak.yml:2:35: goroutines is -1; expected: a whole number from 0"
                        + " (the first of 30 mistakes)\n")
                .hasMessageContaining("\nnoleak.yml:21:")
                .hasMessageNotContaining("\nnoleak.yml:22:")
                .hasMessageEndingWith("\nThe other 10 are told once these are corrected.");
    }

    @Test
    void mistakesAreInTheOrderOfTheFile() {
        String text = "scenarios:\n  \"a.*\": { skip: yes }\ndefaults:\n  iterations: 0\n";

        assertThatThrownBy(() -> LimitsFileReader.read(SourceText.of(Path.of("noleak.yml"), "noleak.yml", text)))
                .hasMessageMatching("(?s)noleak.yml:2:.*\nnoleak.yml:4:.*");
    }
}
