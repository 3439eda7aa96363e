package io.github.noleak.config;

import java.util.Locale;

/** Shows text of unknown origin in messages: short, and so that a console prints it and does not obey it. */
final class Shown {

    private static final int LONGEST = 120;

    private Shown() {}

    static String quoted(String raw) {
        return "\"" + text(raw) + "\"";
    }

    static String text(String raw) {
        StringBuilder text = new StringBuilder();
        raw.codePoints().limit(LONGEST).forEach(c -> append(text, c));
        return raw.codePointCount(0, raw.length()) > LONGEST ? text + "…" : text.toString();
    }

    /** Returns a whole text on one line. */
    static String line(String raw) {
        StringBuilder text = new StringBuilder();
        raw.strip().replaceAll("\\s+", " ").codePoints().forEach(c -> append(text, c));
        return text.toString();
    }

    private static void append(StringBuilder text, int c) {
        if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            text.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
            text.appendCodePoint(c);
        }
    }
}
