package io.github.noleak.pprof.symbol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.ByteArrayOutputStream;
import org.apiguardian.api.API;

/** The percent signs by which the linker hides dots and other letters in the last part of an import path. */
@API(status = INTERNAL, since = "0.1")
public final class PathEscapes {

    private PathEscapes() {}

    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] == '%' && i + 2 < bytes.length ? (hex(bytes[i + 1]) << 4) | hex(bytes[i + 2]) : -1;
            if (value >= 0) {
                i += 2;
            }
            decoded.write(value >= 0 ? value : bytes[i]);
        }
        return decoded.toString(UTF_8);
    }

    /** Negative for what is no digit, and so is anything combined with it. */
    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
