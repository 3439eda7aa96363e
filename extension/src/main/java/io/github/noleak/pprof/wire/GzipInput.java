package io.github.noleak.pprof.wire;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apiguardian.api.API;

/**
 * Inflates a single gzip member.
 *
 * <p>The JDK's own stream goes on silently with a second member, which would merge two profiles into nonsense, and
 * ignores what else follows.
 */
@API(status = INTERNAL, since = "0.1")
public final class GzipInput extends BulkInput {

    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final GzipBytes bytes;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean done;

    public GzipInput(InputStream in) {
        bytes = new GzipBytes(in);
    }

    /** To be called once, before the first read. */
    public void readHeader() throws IOException {
        bytes.skip(2); // the caller has seen them
        int method = bytes.next();
        if (method != DEFLATE) {
            throw new ProfileFormatException("corrupt gzip data: unknown method " + method + " at byte 2");
        }
        int flags = bytes.next();
        bytes.skip(6);
        if ((flags & EXTRA) != 0) {
            bytes.skip(bytes.next() | (bytes.next() << 8));
        }
        if ((flags & NAME) != 0) {
            bytes.skipText();
        }
        if ((flags & COMMENT) != 0) {
            bytes.skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            bytes.skip(2);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!done) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                readTrailer();
                done = true;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (!inflater.finished()) {
            bytes.requireMore();
        }
        bytes.giveTo(inflater);
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new ProfileFormatException(
                    "corrupt gzip data after byte %d: %s".formatted(bytes.read(), e.getMessage()), e);
        } finally {
            bytes.takeBack(inflater);
        }
    }

    private void readTrailer() throws IOException {
        if (bytes.int32() != crc.getValue() || bytes.int32() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ProfileFormatException("corrupt gzip data: wrong checksum or length at byte " + bytes.read());
        }
        if (bytes.hasMore()) {
            throw new ProfileFormatException(
                    "more data after the end of the gzip data, at byte %d; profiles cannot be concatenated"
                            .formatted(bytes.read()));
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        bytes.close();
    }
}
