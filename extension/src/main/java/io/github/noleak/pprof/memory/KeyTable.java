package io.github.noleak.pprof.memory;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import org.apiguardian.api.API;

/** Numbers keys of bytes in the order of their coming: equal keys get the same number. */
@API(status = INTERNAL, since = "0.1")
public final class KeyTable {

    private final MemoryBudget budget;
    private final ByteList bytes;
    private final IntList ends;
    private final SeededHash seeded = new SeededHash();
    private int[] numbers = new int[0];
    private int[] hashes = new int[0];

    public KeyTable(MemoryBudget budget) {
        this.budget = budget;
        bytes = new ByteList(budget);
        ends = new IntList(budget);
    }

    public int size() {
        return ends.size();
    }

    /** Returns the number of a key, the size before for a new one. */
    public int number(byte[] key) throws ProfileFormatException {
        long hash = seeded.start();
        for (byte next : key) {
            hash = seeded.add(hash, next);
        }
        return number(key, key.length, hash);
    }

    /** Returns the number of a key; its hash is known, and has a seed. */
    public int number(byte[] key, int length, long longHash) throws ProfileFormatException {
        if (2L * (size() + 1L) > numbers.length) {
            grow();
        }
        int hash = SeededHash.folded(longHash);
        int slot = hash & (numbers.length - 1);
        while (numbers[slot] != 0) {
            if (hashes[slot] == hash && holds(numbers[slot] - 1, key, length)) {
                return numbers[slot] - 1;
            }
            slot = (slot + 1) & (numbers.length - 1);
        }
        bytes.addAll(key, length);
        ends.add(bytes.size());
        numbers[slot] = size();
        hashes[slot] = hash;
        return size() - 1;
    }

    /** Returns the bytes of all keys, one after the other. */
    public ByteList bytes() {
        return bytes;
    }

    /** Returns where a key starts in all bytes. */
    public int start(int number) {
        return number == 0 ? 0 : ends.get(number - 1);
    }

    private boolean holds(int number, byte[] key, int length) {
        int start = start(number);
        return ends.get(number) - start == length && bytes.equals(start, key, length);
    }

    private void grow() throws ProfileFormatException {
        long capacity = Math.max(64, 2L * numbers.length);
        budget.charge(2 * Integer.BYTES * capacity);
        int[] oldNumbers = numbers;
        int[] oldHashes = hashes;
        numbers = new int[(int) capacity];
        hashes = new int[(int) capacity];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = oldHashes[i] & (numbers.length - 1);
                while (numbers[slot] != 0) {
                    slot = (slot + 1) & (numbers.length - 1);
                }
                numbers[slot] = oldNumbers[i];
                hashes[slot] = oldHashes[i];
            }
        }
        budget.release(2L * Integer.BYTES * oldNumbers.length);
    }
}
