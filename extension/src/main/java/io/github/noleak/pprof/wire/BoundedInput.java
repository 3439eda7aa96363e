package io.github.noleak.pprof.wire;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import java.io.IOException;
import java.io.InputStream;
import org.apiguardian.api.API;

/** Refuses to go on for ever. */
@API(status = INTERNAL, since = "0.1")
public final class BoundedInput extends BulkInput {

    private final InputStream in;
    private final long limit;
    private long left;

    public BoundedInput(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        left -= Math.max(count, 0);
        if (left < 0) {
            throw new ProfileFormatException("profile too large: more than %,d bytes".formatted(limit));
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
