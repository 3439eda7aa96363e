package io.github.noleak.pprof.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that the Go tool prints for the same values. */
class MeasurementTests {

    @ParameterizedTest
    @CsvSource({
        "0, bytes, minimum, 0",
        "1023, bytes, minimum, 1023B",
        "1024, bytes, minimum, 1kB",
        "1536, bytes, auto, 1.50kB",
        "-1536, bytes, minimum, -1.50kB",
        "1073741824, bytes, MB, 1024MB",
        "128, bytes, kb, 0.12kB", // 0.125, of which Java makes 0.13
        "384, bytes, kb, 0.38kB", // 0.375, to the even digit
        "1, bytes, MB, 0",
        "-1, bytes, MB, 0",
        "9223372036854775807, bytes, minimum, 8192PB",
        "-9223372036854775808, bytes, MB, -8796093022208MB",
        "1500, nanoseconds, minimum, 1.50us",
        "90000000000000, nanoseconds, minimum, 25hrs",
        "5, count, minimum, 5",
        "5, count, MB, 5MB",
        "5, goroutine, minimum, 5",
        "5, parrots, parrots, 5parrots",
        "5, bytes, seconds, 5B"
    })
    void valuesAreLabelled(long value, String from, String to, String label) {
        assertThat(Measurement.label(value, from, to)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, '    0%'",
        "0, 7, '    0%'",
        "1, 1, '  100%'",
        "9994, 10000, '99.94%'",
        "99951, 100000, '  100%'",
        "-1, 2, '50.00%'",
        "1, 3, '33.33%'",
        "334, 1, 33400.00%",
        "1, 100, ' 1.00%'",
        "99, 10000, ' 0.99%'",
        "996, 100000, '    1%'",
        "1, 3000, '0.033%'",
        "5, 1000, '  0.5%'",
        "1, 10000000, '1e-05%'",
        "13, 100000000, '1.3e-05%'",
        "1, 100000000000000, '1e-12%'"
    })
    void partsAreGivenInPercent(long value, long total, String text) {
        assertThat(Measurement.percentage(value, total)).isEqualTo(text);
    }
}
