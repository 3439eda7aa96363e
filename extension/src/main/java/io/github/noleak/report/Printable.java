package io.github.noleak.report;

import java.util.Locale;

/** Shows text of unknown origin so that a console prints it and does not obey it. */
final class Printable {

    private Printable() {}

    /** Escapes control characters, but for the tab. */
    static String text(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> {
            if (Character.isISOControl(c) && c != '\t') {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
