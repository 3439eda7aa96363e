package io.github.noleak.pprof.top;

/** Shows characters that would move a terminal's cursor, or change its colours, by their numbers. */
final class ControlCharacters {

    private ControlCharacters() {}

    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (Character.isISOControl(next)) {
                shown.append("\\x").append(Integer.toHexString(0x100 | next).substring(1));
            } else {
                shown.append(next);
            }
        }
        return shown.toString();
    }
}
