package io.github.noleak.go.goroutine;

import io.github.noleak.pprof.Frame;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes single lines of a goroutine dump apart; each method returns null for a line of another kind. */
final class GoroutineLines {

    /** Longer names are not Go's: they are cut, so that a hostile dump cannot fill the memory. */
    private static final int NAME_LIMIT = 4096;

    /** The collector was looking at it: nothing that lasts. */
    private static final String SCAN = " (scan)";

    /** What the runtime adds once it was asked. */
    private static final String LEAKED = " (leaked)";

    /**
     * The first line of a goroutine.
     *
     * @param leaked whether the runtime has found that nothing can reach what it is blocked on
     * @param labels those that the program gave it
     */
    record Header(String state, int waitMinutes, boolean lockedToThread, boolean leaked, Map<String, String> labels) {}

    private GoroutineLines() {}

    /**
     * Reads {@code goroutine 7 gp=0xc0 m=nil [chan receive, 12 minutes, locked to thread labels:{"k": "v"}]:}, or the
     * labels behind the brackets, from Go 1.27 on.
     */
    static @Nullable Header header(String line) {
        String prefix = "goroutine ";
        if (!line.startsWith(prefix) || !line.endsWith(":")) {
            return null;
        }
        int id = digitsEnd(line, prefix.length());
        int open = line.indexOf(" [", id);
        if (id == prefix.length() || open < 0 || (open > id && !line.startsWith(" gp=", id))) {
            return null;
        }
        int close = line.indexOf(']', open);
        if (close < 0) {
            return null;
        }
        int inside = line.indexOf(GoroutineLabels.INSIDE, open);
        if (inside >= 0 && inside < close) {
            return attributes(
                    line.substring(open + 2, inside),
                    GoroutineLabels.of(line, inside + GoroutineLabels.INSIDE.length()));
        }
        return attributes(
                line.substring(open + 2, close),
                line.startsWith(GoroutineLabels.BEHIND, close)
                        ? GoroutineLabels.of(line, close + GoroutineLabels.BEHIND.length())
                        : Map.of());
    }

    private static Header attributes(String text, Map<String, String> labels) {
        int comma = text.indexOf(", ");
        String state = comma < 0 ? text : text.substring(0, comma);
        state = without(SCAN, state);
        boolean leaked = state.endsWith(LEAKED);
        state = without(LEAKED, state);
        int minutes = 0;
        boolean locked = false;
        while (comma >= 0) {
            int next = text.indexOf(", ", comma + 2);
            String attribute = text.substring(comma + 2, next < 0 ? text.length() : next);
            if (attribute.endsWith(" minutes")) {
                minutes = Math.max(0, number(attribute, 0, attribute.length() - " minutes".length()));
            } else if (attribute.equals("locked to thread")) {
                locked = true;
            }
            comma = next;
        }
        return new Header(cut(state), minutes, locked, leaked, labels);
    }

    private static String without(String end, String state) {
        return state.endsWith(end) ? state.substring(0, state.length() - end.length()) : state;
    }

    /** Returns {@code main.(*T[...]).run} for {@code main.(*T[...]).run(0xc000012345, 0x1)}. */
    static @Nullable String function(String line) {
        int arguments = line.lastIndexOf('(');
        if (arguments <= 0 || !line.endsWith(")")) {
            return null;
        }
        for (int i = 0; i < arguments; i++) {
            if (line.charAt(i) <= ' ') {
                return null;
            }
        }
        String name = line.substring(0, arguments);
        return name.equals("panic") ? "runtime.gopanic" : cut(name); // the one name that Go prints differently
    }

    /** Returns {@code main.start} for {@code created by main.start in goroutine 1}. */
    static @Nullable String creator(String line) {
        String prefix = "created by ";
        if (!line.startsWith(prefix)) {
            return null;
        }
        int end = line.indexOf(" in goroutine ", prefix.length());
        return cut(line.substring(prefix.length(), end < 0 ? line.length() : end));
    }

    /** Reads {@code <tab>/src/shop/cart.go:12 +0x1d fp=0xc0 sp=0xc0 pc=0x45}. */
    static @Nullable Frame frame(String function, String line) {
        if (!line.startsWith("\t")) {
            return null;
        }
        int end = line.indexOf(" fp=0x");
        end = line.lastIndexOf(" +0x", end < 0 ? line.length() : end);
        if (end < 0) {
            end = line.length();
        }
        int colon = line.lastIndexOf(':', end - 1);
        int number = number(line, colon + 1, end);
        return colon <= 1 || number < 0 ? null : new Frame(function, cut(line.substring(1, colon)), number);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Returns the number, or -1 for anything that is not digits throughout, or too many of them. */
    private static int number(String text, int from, int to) {
        return to > from && to - from < 10 && digitsEnd(text, from) >= to ? Integer.parseInt(text, from, to, 10) : -1;
    }

    private static String cut(String name) {
        return name.length() <= NAME_LIMIT ? name : name.substring(0, NAME_LIMIT);
    }
}
