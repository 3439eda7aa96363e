package io.github.noleak.go.process;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apiguardian.api.API;

/** Keeps what is read of a stream. */
@API(status = INTERNAL, since = "0.1")
public final class CopiedInput extends FilterInputStream {

    private final BoundedText copy;

    public CopiedInput(InputStream stream, BoundedText copy) {
        super(stream);
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            copy.add(Arrays.copyOfRange(bytes, offset, offset + read), read);
        }
        return read;
    }
}
