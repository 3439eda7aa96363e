package io.github.noleak.pprof.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.noleak.pprof.ProfileFormatException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognizes what servers send instead of a profile: pages, messages, profiles as text. */
final class TextInstead {

    private static final int SHOWN = 100;

    private TextInstead() {}

    /** Is made only where there is text. */
    private static final class Legacy {

        static final Pattern START = Pattern.compile(
                "(heap|goroutine|threadcreate|allocs|block|mutex|contention) profile:.*|goroutine \\d+.*|--- ?\\S+.*",
                Pattern.DOTALL);
    }

    /** A profile has control characters (tags, lengths and zeros) in its first bytes, and text has none. */
    static void check(byte[] start) throws ProfileFormatException {
        for (byte next : start) {
            if (next >= 0 && next < ' ' && next != '\n' && next != '\r' && next != '\t' && next != '\f') {
                return;
            }
        }
        String text = new String(start, US_ASCII).strip();
        String shown = firstLine(text);
        if (Legacy.START.matcher(text).matches()) {
            throw new ProfileFormatException("not supported: a legacy text profile, \"%s\"".formatted(shown)
                    + "\nAsk for the profile without debug=1 or debug=2.");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            throw new ProfileFormatException("not a profile but an HTML page, \"%s\"".formatted(shown));
        }
        throw new ProfileFormatException("not a profile but text, \"%s\"".formatted(shown));
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
