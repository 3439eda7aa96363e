package io.github.noleak.report;

import io.github.noleak.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Writes numbers for people: sizes as pprof prints them, small fractions with three digits. */
final class Numbers {

    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

    private Numbers() {}

    static String of(double value, Metric.Unit unit) {
        return unit == Metric.Unit.BYTES ? bytes(value) : count(value);
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String count(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return new BigDecimal(value)
                .round(new MathContext(3, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Writes a number with what is counted, in the singular for one. */
    static String count(double value, String singular) {
        String text = count(value);
        String plural = singular.endsWith("s") ? "es" : "s";
        return text + " " + singular + (text.equals("1") ? "" : plural);
    }

    static String time(double seconds) {
        return seconds < 1 ? count(seconds * 1e3) + " ms" : count(seconds) + " s";
    }

    static String bytes(double value) {
        int unit = 0;
        double scaled = value;
        while (Math.abs(scaled) >= 1024 && unit < UNITS.size() - 1) {
            scaled /= 1024;
            unit++;
        }
        if (Math.abs(scaled) < 1) {
            return count(scaled) + UNITS.get(unit);
        }
        return new BigDecimal(scaled)
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                + UNITS.get(unit);
    }
}
