package io.github.noleak.pprof;

import java.util.ArrayList;
import java.util.List;

/** Longs to be appended and changed; in chunks, so that growing neither copies nor doubles them. */
final class LongList {

    private static final int SHIFT = 10;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;
    private static final int OVERHEAD = 24;

    private final MemoryBudget budget;
    private final List<long[]> chunks = new ArrayList<>();
    private int size;

    LongList(MemoryBudget budget) {
        this.budget = budget;
    }

    void add(long value) throws ProfileFormatException {
        if ((size & MASK) == 0) {
            budget.charge(8L * CHUNK + OVERHEAD);
            chunks.add(new long[CHUNK]);
        }
        size++;
        set(size - 1, value);
    }

    long get(int index) {
        return chunks.get(index >>> SHIFT)[index & MASK];
    }

    void set(int index, long value) {
        chunks.get(index >>> SHIFT)[index & MASK] = value;
    }
}
