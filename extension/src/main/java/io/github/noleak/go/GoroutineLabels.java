package io.github.noleak.go;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the labels of a goroutine, such as {@code labels:{"route": "/cart", "tenant": "a"}}.
 *
 * @see <a href="https://pkg.go.dev/runtime/pprof#Do">How a goroutine gets labels</a>
 */
final class GoroutineLabels {

    static final String START = " labels:{";

    private static final int MOST = 16;
    private static final int LONGEST = 256;

    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.){0," + LONGEST + "})\"";
    private static final Pattern LABEL = Pattern.compile("\\G(?:, )?" + TEXT + ": " + TEXT);
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\"\\\\])");

    private GoroutineLabels() {}

    /** Returns the labels in the first line of a goroutine, the first few of them; none where there are none. */
    static Map<String, String> of(String header) {
        int start = header.indexOf(START);
        if (start < 0) {
            return Map.of();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(header).region(start + START.length(), header.length());
        while (label.find() && labels.size() < MOST) {
            labels.put(plain(label.group(1)), plain(label.group(2)));
        }
        return labels;
    }

    private static String plain(String quoted) {
        return ESCAPE.matcher(quoted).replaceAll("$1");
    }
}
