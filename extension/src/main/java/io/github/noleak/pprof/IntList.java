package io.github.noleak.pprof;

import java.util.ArrayList;
import java.util.List;

/** Ints to be appended; in chunks, so that growing neither copies nor doubles them. */
final class IntList {

    private static final int SHIFT = 11;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;
    private static final int OVERHEAD = 24;

    private final MemoryBudget budget;
    private final List<int[]> chunks = new ArrayList<>();
    private int[] last = new int[0];
    private int size;

    IntList(MemoryBudget budget) {
        this.budget = budget;
    }

    int size() {
        return size;
    }

    void add(int value) throws ProfileFormatException {
        int at = size & MASK;
        if (at == 0) {
            budget.charge(4L * CHUNK + OVERHEAD);
            last = new int[CHUNK];
            chunks.add(last);
        }
        last[at] = value;
        size++;
    }

    int get(int index) {
        return chunks.get(index >>> SHIFT)[index & MASK];
    }
}
