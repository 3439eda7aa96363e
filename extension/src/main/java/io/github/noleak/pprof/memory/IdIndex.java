package io.github.noleak.pprof.memory;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import org.apiguardian.api.API;

/**
 * Numbers the ids of a kind of entry in the order of their coming: 0, 1, 2, ….
 *
 * <p>Most writers count from 1, which takes no memory here; any other ids go into a hash table.
 */
@API(status = INTERNAL, since = "0.1")
public final class IdIndex {

    private static final int ENTRY = Long.BYTES + Integer.BYTES;

    private final String kind;
    private final MemoryBudget budget;
    private final SeededHash seeded = new SeededHash();
    private int size;
    private boolean counted = true;
    private long[] ids = new long[0];
    private int[] indexes = new int[0];

    public IdIndex(String kind, MemoryBudget budget) {
        this.kind = kind;
        this.budget = budget;
    }

    public int size() {
        return size;
    }

    public void add(long id) throws ProfileFormatException {
        if (id == 0) {
            throw new ProfileFormatException("%s %d has the id 0, which means none".formatted(kind, size));
        }
        if (find(id) >= 0) {
            throw new ProfileFormatException("two %ss have the id %s, the second is %s %d"
                    .formatted(kind, Long.toUnsignedString(id), kind, size));
        }
        if (counted && id != size + 1L) {
            counted = false;
            for (int i = 0; i < size; i++) {
                insert(i + 1L, i);
            }
        }
        if (!counted) {
            insert(id, size);
        }
        size++;
    }

    /** Returns whether all ids from one to another are there for sure, without looking for them one by one. */
    public boolean hasAllOf(long least, long most) {
        return counted && least > 0 && most > 0 && most <= size;
    }

    /** Returns the number of the entry with the id, or -1. */
    public int find(long id) {
        if (counted) {
            return id > 0 && id <= size ? (int) id - 1 : -1;
        }
        int slot = slot(id);
        return ids[slot] == 0 ? -1 : indexes[slot];
    }

    private void insert(long id, int index) throws ProfileFormatException {
        if (2L * (index + 1L) > ids.length) {
            grow();
        }
        int slot = slot(id);
        ids[slot] = id;
        indexes[slot] = index;
    }

    private void grow() throws ProfileFormatException {
        long capacity = Math.max(16, 2L * ids.length);
        budget.charge(ENTRY * capacity);
        long[] oldIds = ids;
        int[] oldIndexes = indexes;
        ids = new long[(int) capacity];
        indexes = new int[(int) capacity];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                indexes[slot] = oldIndexes[i];
            }
        }
        budget.release((long) ENTRY * oldIds.length);
    }

    /** The slot that holds the id, or the free one where it belongs. */
    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = seeded.of(id) & mask;
        while (ids[slot] != 0 && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
