package io.github.noleak.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Metric;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "999, 999",
        "1234567, '1,234,567'",
        "1234.567, '1,235'",
        "0.001, 0.001",
        "0.0123456, 0.0123",
        "0.1, 0.1",
        "999.99, 1000",
        "12.3456, 12.3",
        "-2.5, -2.5"
    })
    void writesCounts(double value, String text) {
        assertThat(Numbers.count(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "0.5, 0.5B",
        "8, 8B",
        "1023, 1023B",
        "1024, 1kB",
        "1536, 1.5kB",
        "1048576, 1MB",
        "1073741824, 1GB",
        "1099511627776, 1TB",
        "1125899906842624, 1024TB",
        "-1536, -1.5kB",
        "49152.4, 48kB"
    })
    void writesSizesAsPprofDoes(double value, String text) {
        assertThat(Numbers.bytes(value)).isEqualTo(text);
    }

    @Test
    void choosesByUnit() {
        assertThat(Numbers.of(2048, Metric.Unit.BYTES)).isEqualTo("2kB");
        assertThat(Numbers.of(2048, Metric.Unit.COUNT)).isEqualTo("2,048");
        assertThat(Numbers.count(32_000L)).isEqualTo("32,000");
    }

    @Test
    void writesAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Numbers.count(1_234_567L)).isEqualTo("1,234,567");
            assertThat(Numbers.count(0.25)).isEqualTo("0.25");
            assertThat(Numbers.bytes(1536)).isEqualTo("1.5kB");
        } finally {
            Locale.setDefault(before);
        }
    }
}
