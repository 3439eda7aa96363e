package io.github.noleak.pprof.wire;

import io.github.noleak.pprof.ProfileFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The bytes of a gzip file, in a buffer that the inflater and the code around it take turns at. */
final class GzipBytes {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 14];
    private int position;
    private int end;
    private long before;

    GzipBytes(InputStream in) {
        this.in = in;
    }

    int next() throws IOException {
        requireMore();
        return buffer[position++] & 0xff;
    }

    long int32() throws IOException {
        return next() | (next() << 8) | (next() << 16) | ((long) next() << 24);
    }

    void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    void skipText() throws IOException {
        while (next() != 0) {
            // goes on to the end of the text
        }
    }

    void giveTo(Inflater inflater) {
        inflater.setInput(buffer, position, end - position);
    }

    void takeBack(Inflater inflater) {
        position = end - inflater.getRemaining();
    }

    void requireMore() throws IOException {
        if (!hasMore()) {
            throw new ProfileFormatException("truncated gzip data: it ends after %d bytes".formatted(read()));
        }
    }

    boolean hasMore() throws IOException {
        if (position == end) {
            before += end;
            position = 0;
            end = 0;
            end = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return position < end;
    }

    /** How many bytes have been read so far. */
    long read() {
        return before + position;
    }

    void close() throws IOException {
        in.close();
    }
}
