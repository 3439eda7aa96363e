package io.github.noleak.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes figures with as many digits as say something. */
final class Digits {

    private static final MathContext SOME = new MathContext(4, RoundingMode.HALF_EVEN);

    private Digits() {}

    /** Writes whole numbers as they are, and of others four digits. */
    static String of(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shown = value == Math.rint(value) ? exact : exact.round(SOME);
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }
}
