package io.github.noleak.pprof.wire;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.memory.KeyTable;
import io.github.noleak.pprof.memory.SeededHash;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apiguardian.api.API;

/** Numbers one after the other, as varints: a key, or a protobuf message in the making; used again and again. */
@API(status = INTERNAL, since = "0.1")
public final class Varints {

    private static final int BYTES = 2;

    private final SeededHash seeded = new SeededHash();
    private byte[] bytes = new byte[256];
    private int length;
    private long hash = seeded.start();

    public Varints clear() {
        length = 0;
        hash = seeded.start();
        return this;
    }

    public Varints add(long value) {
        makeRoom(ByteList.LONGEST_VARINT);
        hash = seeded.add(hash, value);
        length = put(bytes, length, value);
        return this;
    }

    /** Writes a number, for which there has to be room; returns where it ends. */
    static int put(byte[] target, int start, long value) {
        int at = start;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            target[at++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    /** As a varint that is short for small negative values, too. */
    public Varints addSigned(long value) {
        return add((value << 1) ^ (value >> 63));
    }

    /** Adds how many numbers there are, how many bytes they take, and then the numbers. */
    public Varints add(int count, Varints numbers) {
        add(count).add(numbers.length);
        makeRoom(numbers.length);
        System.arraycopy(numbers.bytes, 0, bytes, length, numbers.length);
        length += numbers.length;
        hash = seeded.add(hash, numbers.hash);
        return this;
    }

    /** Adds a field of a message, unless it has the value that a missing field has. */
    public Varints field(int number, long value) {
        return value == 0 ? this : element(number, value);
    }

    /** Adds an element of a field that is repeated, whatever its value is. */
    public Varints element(int number, long value) {
        return add((long) number << 3).add(value);
    }

    /** Adds a field of a message that is a message, a packed list or a text. */
    public Varints field(int number, Varints content) {
        return field(number, content.bytes, content.length);
    }

    public Varints field(int number, byte[] content) {
        return field(number, content, content.length);
    }

    private Varints field(int number, byte[] content, int size) {
        add(((long) number << 3) | BYTES).add(size);
        makeRoom(size);
        System.arraycopy(content, 0, bytes, length, size);
        length += size;
        return this;
    }

    private void makeRoom(int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size, 2 * bytes.length));
        }
    }

    /** Returns the number of the key in a table, all of whose keys were made here. */
    public int numberIn(KeyTable table) throws ProfileFormatException {
        return table.number(bytes, length, hash);
    }

    public void writeTo(ByteList target) throws ProfileFormatException {
        target.addAll(bytes, length);
    }

    public void writeTo(OutputStream target) throws IOException {
        target.write(bytes, 0, length);
    }
}
