package io.github.noleak.pprof.top;

import io.github.noleak.pprof.model.Units;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Shows values as the Go tool does: in a unit that suits them, with two digits, or as a percentage. */
final class Measurement {

    private Measurement() {}

    static String label(long value, String from, String to) {
        Units.Scaled scaled = Units.scale(value, from, to);
        // Not Java's own format: it rounds the shortest decimal that gives the number, Go rounds the number.
        String text = new BigDecimal(scaled.value())
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
        String number = text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
        return number.equals("0") || number.equals("-0") ? "0" : number + scaled.unit();
    }

    /** Returns the part that a value is of a total, without a sign, in at least six characters. */
    static String percentage(long value, long total) {
        double ratio = total == 0 ? 0 : Math.abs((double) value / (double) total) * 100;
        if (ratio >= 99.95 && ratio <= 100.05) {
            return "  100%";
        }
        String text = ratio >= 1
                ? new BigDecimal(ratio).setScale(2, RoundingMode.HALF_EVEN).toPlainString()
                : twoDigits(ratio);
        return pad(text, 5) + "%";
    }

    /** As Go's verb %.2g does: 0.034, 1e-05. */
    private static String twoDigits(double ratio) {
        if (ratio == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(ratio)
                .round(new MathContext(2, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e-" + (exponent > -10 ? "0" : "") + -exponent;
    }

    /** Puts spaces before a text that is shorter than a width. */
    static String pad(String text, int width) {
        int length = text.codePointCount(0, text.length());
        return length >= width ? text : " ".repeat(width - length) + text;
    }
}
