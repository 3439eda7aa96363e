package io.github.noleak.go.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apiguardian.api.API;

/** Keeps the beginning and the end of an output, however long it is. */
@API(status = INTERNAL, since = "0.1")
public final class BoundedText {

    private static final int HEAD = 64 << 10;
    private static final int TAIL = 1 << 20;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] tail = new byte[0];
    private long dropped;

    /** Adds all of a stream. */
    void addAll(InputStream stream) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            add(buffer, n);
        }
    }

    synchronized void add(byte[] bytes, int length) {
        int first = Math.min(length, HEAD - head.size());
        head.write(bytes, 0, first);
        int rest = length - first;
        if (rest > 0) {
            int kept = Math.min(tail.length, TAIL - Math.min(rest, TAIL));
            dropped += (long) tail.length + rest - kept - Math.min(rest, TAIL);
            byte[] joined = new byte[kept + Math.min(rest, TAIL)];
            System.arraycopy(tail, tail.length - kept, joined, 0, kept);
            System.arraycopy(bytes, length - Math.min(rest, TAIL), joined, kept, Math.min(rest, TAIL));
            tail = joined;
        }
    }

    /** Returns what is kept. */
    public synchronized String text() {
        String gap = dropped == 0 ? "" : "\n[... " + dropped + " bytes left out ...]\n";
        return head.toString(UTF_8) + gap + new String(tail, UTF_8);
    }

    /** Returns the last lines that are not blank. */
    public List<String> lastLines(int count) {
        List<String> lines = text().lines().filter(l -> !l.isBlank()).toList();
        return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
