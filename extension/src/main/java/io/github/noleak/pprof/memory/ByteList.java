package io.github.noleak.pprof.memory;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Bytes to be appended and read anywhere; in chunks, so that growing neither copies nor doubles them. */
@API(status = INTERNAL, since = "0.1")
public final class ByteList {

    /** The bytes of the longest number. */
    public static final int LONGEST_VARINT = 10;

    private static final int SHIFT = 13;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;
    private static final int OVERHEAD = 24;

    private final MemoryBudget budget;
    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] last = new byte[0];
    private int size;

    public ByteList(MemoryBudget budget) {
        this.budget = budget;
    }

    public int size() {
        return size;
    }

    void add(int value) throws ProfileFormatException {
        int at = size & MASK;
        if (at == 0) {
            // The budget is below 2 GiB, so that size never overflows.
            budget.charge(CHUNK + OVERHEAD);
            last = new byte[CHUNK];
            chunks.add(last);
        }
        last[at] = (byte) value;
        size++;
    }

    public void addAll(byte[] values, int length) throws ProfileFormatException {
        int done = 0;
        while (done < length) {
            add(values[done++]);
            int at = size & MASK;
            int room = at == 0 ? 0 : Math.min(CHUNK - at, length - done);
            System.arraycopy(values, done, last, at, room);
            size += room;
            done += room;
        }
    }

    public void addVarint(long value) throws ProfileFormatException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            add(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        add((int) rest);
    }

    /** As a varint that is short for small negative values, too. */
    public void addSigned(long value) throws ProfileFormatException {
        addVarint((value << 1) ^ (value >> 63));
    }

    byte get(int position) {
        return chunks.get(position >>> SHIFT)[position & MASK];
    }

    public byte[] copy(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int done = 0; done < bytes.length; ) {
            int at = (from + done) & MASK;
            int length = Math.min(CHUNK - at, bytes.length - done);
            System.arraycopy(chunks.get((from + done) >>> SHIFT), at, bytes, done, length);
            done += length;
        }
        return bytes;
    }

    /** Returns whether the bytes from a position on are those of an array; as many have to be there. */
    boolean equals(int from, byte[] others, int length) {
        for (int i = 0; i < length; i++) {
            if (get(from + i) != others[i]) {
                return false;
            }
        }
        return true;
    }

    public Cursor cursor(int position) {
        return new Cursor(this, position);
    }

    /** Reads on from a position; each reading thread has its own. */
    public static final class Cursor {

        private final ByteList bytes;
        private byte[] chunk = new byte[0];
        private int next;
        private int at = CHUNK;

        private Cursor(ByteList bytes, int position) {
            this.bytes = bytes;
            next = position >>> SHIFT;
            if (next < bytes.chunks.size()) {
                turn();
                at = position & MASK;
            }
        }

        private void turn() {
            chunk = bytes.chunks.get(next++);
            at = 0;
        }

        private byte read() {
            if (at == CHUNK) {
                turn();
            }
            return chunk[at++];
        }

        public long varint() {
            if (at > CHUNK - LONGEST_VARINT) {
                return varintAcross();
            }
            byte read = chunk[at++];
            long value = read;
            if (read < 0) {
                value &= 0x7f;
                for (int shift = 7; read < 0; shift += 7) {
                    read = chunk[at++];
                    value |= (read & 0x7fL) << shift;
                }
            }
            return value;
        }

        /** As above, where a chunk may end before the number does. */
        private long varintAcross() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte read = read();
                value |= (read & 0x7fL) << shift;
                if (read >= 0) {
                    return value;
                }
            }
        }

        public void skip(int bytesToSkip) {
            int to = at + bytesToSkip;
            if (to > CHUNK) {
                next += (to - 1) / CHUNK - 1;
                chunk = bytes.chunks.get(next++);
                to -= (to - 1) / CHUNK * CHUNK;
            }
            at = to;
        }

        public int intVarint() {
            return (int) varint();
        }

        public long signed() {
            long value = varint();
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
