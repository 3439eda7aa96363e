package io.github.noleak.go.output;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.Reader;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads lines of any length in bounded memory: of a very long one, the beginning and the end are kept. */
@API(status = INTERNAL, since = "0.1")
public final class CutLines {

    /** About how many characters of a line are kept. */
    static final int LIMIT = 64 * 1024;

    /** Stands where the middle of a line was left out. */
    static final String CUT = " [...] ";

    private static final int HALF = LIMIT / 2;

    private final Reader in;
    private final char[] buffer = new char[8 * 1024];
    private int at;
    private int end;
    private boolean terminated = true;

    private final StringBuilder head = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private boolean cut;

    /** Reads from there, and does not close it. */
    public CutLines(Reader in) {
        this.in = in;
    }

    /** Returns the next line without its end of line, or null at the end. */
    @Nullable
    public String next() throws IOException {
        head.setLength(0);
        tail.setLength(0);
        cut = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            append(start, at);
            if (at < end) {
                at++;
                terminated = true;
                return line();
            }
        }
        terminated = !any;
        return any ? line() : null;
    }

    /** Says whether the line that {@link #next()} returned ended with an end of line, not with the text itself. */
    public boolean terminated() {
        return terminated;
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = in.read(buffer, 0, buffer.length);
        return end > 0;
    }

    private void append(int from, int to) {
        int toHead = Math.min(to - from, HALF - head.length());
        head.append(buffer, from, toHead);
        tail.append(buffer, from + toHead, to - from - toHead);
        if (tail.length() > LIMIT) {
            trimTail();
        }
    }

    private void trimTail() {
        tail.delete(0, tail.length() - HALF);
        cut = true;
    }

    private String line() {
        if (tail.length() > HALF) {
            trimTail();
        }
        StringBuilder line = tail.isEmpty() ? head : head.append(cut ? CUT : "").append(tail);
        int length = line.length();
        return line.substring(0, length > 0 && line.charAt(length - 1) == '\r' ? length - 1 : length);
    }
}
