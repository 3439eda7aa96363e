package io.github.noleak.pprof.wire;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.ByteList;
import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * The numbers of a repeated field as they stand in a message: taken over byte by byte, and not one number after the
 * other. Used again and again.
 */
@API(status = INTERNAL, since = "0.1")
public final class PackedNumbers {

    private byte[] bytes = new byte[512];
    private int length;
    private int count;
    private int unfinished;
    private long number;
    private long least;
    private long most;

    public void clear() {
        length = 0;
        count = 0;
        unfinished = 0;
        number = 0;
        least = -1;
        most = 0;
    }

    void add(long value) {
        makeRoom(ByteList.LONGEST_VARINT);
        length = Varints.put(bytes, length, value);
        count(value);
    }

    /** Takes a piece of a packed list over; a number may go on in the next piece. Returns whether it can be one. */
    boolean addPacked(byte[] piece, int size) {
        makeRoom(size);
        System.arraycopy(piece, 0, bytes, length, size);
        length += size;
        for (int i = 0; i < size; i++) {
            byte next = piece[i];
            number |= (next & 0x7fL) << (7 * unfinished);
            if (next >= 0) {
                count(number);
                number = 0;
                unfinished = 0;
            } else if (++unfinished == ByteList.LONGEST_VARINT) {
                return false;
            }
        }
        return true;
    }

    private void count(long value) {
        count++;
        least = Long.compareUnsigned(value, least) < 0 ? value : least;
        most = Long.compareUnsigned(value, most) > 0 ? value : most;
    }

    private void makeRoom(int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size, 2 * bytes.length));
        }
    }

    /** Returns whether the last piece ended in the middle of a number. */
    boolean isUnfinished() {
        return unfinished > 0;
    }

    public int count() {
        return count;
    }

    /** Returns how many bytes the numbers take. */
    public int length() {
        return length;
    }

    /** Returns the least number, taken without its sign; of none, the largest that there is. */
    public long least() {
        return least;
    }

    public long most() {
        return most;
    }

    public void writeTo(ByteList target) throws ProfileFormatException {
        target.addAll(bytes, length);
    }
}
