package io.github.noleak.pprof.format;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.ProfileSource;
import io.github.noleak.pprof.model.ReadLimits;
import io.github.noleak.pprof.wire.BoundedInput;
import io.github.noleak.pprof.wire.GzipInput;
import io.github.noleak.pprof.wire.ReadAhead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Opens a source for one pass: inflated, bounded, and certainly no text. */
final class ProfileInput {

    private static final int BUFFER = 1 << 14;

    private ProfileInput() {}

    static InputStream open(ProfileSource source, ReadLimits limits) throws IOException {
        InputStream raw = new BufferedInputStream(new BoundedInput(source.open(), limits.inflatedBytes()), BUFFER);
        try {
            return inflated(raw, limits);
        } catch (Throwable e) {
            try (raw) {
                throw e;
            }
        }
    }

    private static InputStream inflated(InputStream raw, ReadLimits limits) throws IOException {
        byte[] magic = peek(raw, 2);
        if (magic.length == 0) {
            throw new ProfileFormatException("empty: not a single byte of a profile");
        }
        if (magic.length < 2 || magic[0] != 0x1f || magic[1] != (byte) 0x8b) {
            return withoutText(raw);
        }
        GzipInput gzip = new GzipInput(raw);
        try {
            gzip.readHeader();
            InputStream inflated = new BoundedInput(new ReadAhead(gzip), limits.inflatedBytes());
            return withoutText(new BufferedInputStream(inflated, BUFFER));
        } catch (Throwable e) {
            try (gzip) {
                throw e;
            }
        }
    }

    private static InputStream withoutText(InputStream in) throws IOException {
        byte[] start = peek(in, 512);
        if (start.length == 0) {
            throw new ProfileFormatException("empty: the gzip data hold not a single byte of a profile");
        }
        TextInstead.check(start);
        return in;
    }

    private static byte[] peek(InputStream in, int length) throws IOException {
        in.mark(length);
        byte[] start = in.readNBytes(length);
        in.reset();
        return start;
    }
}
