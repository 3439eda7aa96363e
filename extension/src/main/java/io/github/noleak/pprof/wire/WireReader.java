package io.github.noleak.pprof.wire;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.ByteList;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Reads protobuf fields one after the other.
 *
 * <p>Stricter than the library beneath: a message that ends early, a tag too long or a field of the wrong type is an
 * error.
 */
@API(status = INTERNAL, since = "0.1")
public final class WireReader {

    /** A length is not to be believed before so many of its bytes have come. */
    private static final int PIECE = 1 << 12;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final CodedInputStream in;
    private int field;
    private int type;

    public WireReader(InputStream in) {
        this.in = CodedInputStream.newInstance(in, 1 << 14);
    }

    /** Goes to the next field; returns its number, or 0 at the end of the message. */
    public int next() throws IOException {
        if (in.isAtEnd()) {
            return 0;
        }
        long tag = in.readRawVarint64();
        if (tag < 8 || tag >>> 32 != 0) {
            throw error("broken profile: the tag 0x" + Long.toHexString(tag));
        }
        field = (int) (tag >>> 3);
        type = (int) (tag & 7);
        return field;
    }

    public long varint() throws IOException {
        expect(VARINT);
        return in.readRawVarint64();
    }

    /** Takes the numbers of a repeated field over, be they packed or one at a time. */
    public void numbers(PackedNumbers target, int limit, Supplier<String> tooMany) throws IOException {
        if (type == VARINT) {
            target.add(in.readRawVarint64());
        } else {
            int left = length();
            while (left > 0 && target.count() <= limit) {
                byte[] piece = in.readRawBytes(Math.min(left, PIECE));
                if (!target.addPacked(piece, piece.length)) {
                    throw error("broken profile: a number that does not end");
                }
                left -= piece.length;
            }
            if (target.isUnfinished()) {
                throw truncated();
            }
        }
        if (target.count() > limit) {
            throw error(tooMany.get());
        }
    }

    /**
     * Goes into a nested message, of which {@link #next} then gives the fields until it returns 0.
     *
     * @return what {@link #leave} needs to come back
     */
    public int enter() throws IOException {
        return in.pushLimit(length());
    }

    public void leave(int outer) throws IOException {
        if (in.getBytesUntilLimit() != 0) {
            throw truncated();
        }
        in.popLimit(outer);
    }

    /** Appends a string's bytes, piece by piece: its length is not to be believed before they have come. */
    public void bytes(ByteList target, int limit) throws IOException {
        int left = length();
        if (left > limit) {
            throw error("a string of %,d bytes; at most %,d are allowed".formatted(left, limit));
        }
        while (left > 0) {
            byte[] piece = in.readRawBytes(Math.min(left, PIECE));
            target.addAll(piece, piece.length);
            left -= piece.length;
        }
    }

    public void skip() throws IOException {
        switch (type) {
            case VARINT -> in.readRawVarint64();
            case FIXED64 -> in.skipRawBytes(Long.BYTES);
            case BYTES -> in.skipRawBytes(length());
            case FIXED32 -> in.skipRawBytes(Integer.BYTES);
            default -> throw wrongType();
        }
    }

    public ProfileFormatException error(String message) {
        return new ProfileFormatException(message + ", before byte " + in.getTotalBytesRead());
    }

    /** Tells in our words what the library found. */
    public ProfileFormatException error(InvalidProtocolBufferException cause) {
        return new ProfileFormatException(
                "broken or truncated profile at byte %d\n%s".formatted(in.getTotalBytesRead(), cause.getMessage()),
                cause);
    }

    private int length() throws IOException {
        expect(BYTES);
        long length = in.readRawVarint64();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw error("broken profile: field %d has the length %s".formatted(field, Long.toUnsignedString(length)));
        }
        return (int) length;
    }

    private void expect(int expected) throws ProfileFormatException {
        if (type != expected) {
            throw wrongType();
        }
    }

    private ProfileFormatException wrongType() {
        return error("broken profile: field %d has the wire type %d".formatted(field, type));
    }

    private ProfileFormatException truncated() {
        return new ProfileFormatException(
                "truncated profile: it ends after %d bytes".formatted(in.getTotalBytesRead()));
    }
}
