package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "17B, 17",
        "1kB, 1024",
        "1KB, 1024",
        "1kib, 1024",
        "256KB, 262144",
        "1MB, 1048576",
        "1 MiB, 1048576",
        "1.5MB, 1572864",
        "2GB, 2147483648",
        "2GiB, 2147483648",
        "' 1MB ', 1048576",
        "-1, -1",
        "9223372036854775807, 9223372036854775807"
    })
    void readsSizes(String text, long bytes) {
        assertThat(Sizes.parse(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "MB",
                "1TB",
                "1M",
                "1 M B",
                "1,5MB",
                "1e3",
                ".5MB",
                "1.",
                "0x10",
                "--1",
                "+1",
                "1MB2",
                "NaN",
                "\u0661MB",
                "9223372036854775808",
                "9000000000GB"
            })
    void refusesWhatIsNoSize(String text) {
        assertThat(Sizes.parse(text)).isEmpty();
    }

    @Test
    void readsSizesAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            assertThat(Sizes.parse("1KIB")).hasValue(1024);
            assertThat(Sizes.parse("1.5MiB")).hasValue(1_572_864);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void namesItsUnits() {
        assertThat(Sizes.ALLOWED).contains("B", "KB", "MB", "GB", "KiB", "MiB", "GiB");
    }
}
