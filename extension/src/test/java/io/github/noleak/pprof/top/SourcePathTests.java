package io.github.noleak.pprof.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePathTests {

    @ParameterizedTest
    @CsvSource({
        "/src/main.go, /src/main.go",
        "/src//app/./main.go, /src/app/main.go",
        "/src/app/../main.go, /src/main.go",
        "../main.go, ../main.go",
        "a/../../b, ../b",
        "/../a/, /a",
        "./, .",
        "/proc/self/cwd/./main.go, main.go",
        "/proc/self/cwd/app/main.go, app/main.go",
        "'', ''"
    })
    void pathsAreShownAsGoCleansThem(String path, String shown) {
        assertThat(SourcePath.shown(path, "")).isEqualTo(shown);
    }

    @Test
    void prefixesAreCutOff() {
        assertThat(SourcePath.shown("/home/me/app/main.go", "/none:/home/me")).isEqualTo("app/main.go");
        assertThat(SourcePath.shown("/home/me/app/main.go", "/home/m")).isEqualTo("/home/me/app/main.go");
    }

    @ParameterizedTest
    @CsvSource({"/bin/app, app", "app, app", "/bin/app/, app", "/, /"})
    void binariesAreCalledByTheirLastPart(String path, String base) {
        assertThat(SourcePath.base(path)).isEqualTo(base);
    }

    @Test
    void textsAreOrderedByTheirBytes() {
        assertThat(ByteOrder.compare("a", "b")).isNegative();
        assertThat(ByteOrder.compare("a", "ab")).isNegative();
        assertThat(ByteOrder.compare("ab", "ab")).isZero();
        assertThat(ByteOrder.compare("\uFF5E", "\uD83D\uDE00"))
                .as("U+FF5E before U+1F600, although its char is larger")
                .isNegative();
        assertThat(ByteOrder.compare("\uD83D\uDE00", "\uD83D\uDE01")).isNegative();
    }
}
