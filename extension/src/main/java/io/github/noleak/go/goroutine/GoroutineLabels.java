package io.github.noleak.go.goroutine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the labels of a goroutine.
 *
 * <p>Go 1.26 writes {@code [select labels:{"route": "/cart", "tenant": "a"}]:}, and Go 1.27 {@code [select] {route: "/cart",
 * tenant: a}:}.
 *
 * @see <a href="https://pkg.go.dev/runtime/pprof#Do">How a goroutine gets labels</a>
 */
final class GoroutineLabels {

    /** Stands before them inside the brackets. */
    static final String INSIDE = " labels:{";

    /** Stands before them behind the brackets. */
    static final String BEHIND = "] {";

    private static final int MOST = 16;
    private static final int LONGEST = 256;

    private static final String TEXT = "(\"(?:[^\"\\\\]|\\\\.){0," + LONGEST + "}\"|[^\"\\s:,{}]{0," + LONGEST + "})";
    private static final Pattern LABEL = Pattern.compile("\\G(?:, )?" + TEXT + ": " + TEXT);
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|U(\\p{XDigit}{8})|x(\\p{XDigit}{2})|(.))");

    private GoroutineLabels() {}

    /** Returns the labels that begin somewhere in the first line of a goroutine, the first few of them. */
    static Map<String, String> of(String header, int start) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(header).region(start, header.length());
        while (label.find() && labels.size() < MOST) {
            labels.put(plain(label.group(1)), plain(label.group(2)));
        }
        return labels;
    }

    private static String plain(String text) {
        return text.startsWith("\"")
                ? ESCAPE.matcher(text.substring(1, text.length() - 1))
                        .replaceAll(escape -> Matcher.quoteReplacement(character(escape)))
                : text;
    }

    private static String character(MatchResult escape) {
        for (int form = 1; form <= 3; form++) {
            if (escape.group(form) != null) {
                int point = Integer.parseUnsignedInt(escape.group(form), 16);
                return Character.isValidCodePoint(point) ? Character.toString(point) : "\ufffd";
            }
        }
        return switch (escape.group(4)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> escape.group(4);
        };
    }
}
