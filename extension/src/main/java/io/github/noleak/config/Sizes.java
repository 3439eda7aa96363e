package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Reads sizes such as {@code 1MB}: units go by 1,024, as pprof prints them. */
@API(status = INTERNAL, since = "0.1")
public final class Sizes {

    /** What is allowed, in words. */
    public static final String ALLOWED =
            "a number of bytes with one of the units B, KB, MB, GB, KiB, MiB, GiB, such as 256KB";

    private static final Pattern FORM = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");

    private static final Map<String, Long> UNITS = Map.of(
            "", 1L, "b", 1L, "kb", 1L << 10, "kib", 1L << 10, "mb", 1L << 20, "mib", 1L << 20, "gb", 1L << 30, "gib",
            1L << 30);

    private Sizes() {}

    /** Returns the bytes; empty if the text is no size or too large for a long. */
    public static OptionalLong parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        Long unit = UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
        if (unit == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .toBigInteger()
                    .longValueExact());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
