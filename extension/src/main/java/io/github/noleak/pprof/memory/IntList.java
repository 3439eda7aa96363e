package io.github.noleak.pprof.memory;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Ints to be appended; in chunks, so that growing neither copies nor doubles them. */
@API(status = INTERNAL, since = "0.1")
public final class IntList {

    private static final int SHIFT = 11;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;
    private static final int OVERHEAD = 24;

    private final MemoryBudget budget;
    private final List<int[]> chunks = new ArrayList<>();
    private int[] last = new int[0];
    private int size;

    public IntList(MemoryBudget budget) {
        this.budget = budget;
    }

    public int size() {
        return size;
    }

    public void add(int value) throws ProfileFormatException {
        int at = size & MASK;
        if (at == 0) {
            budget.charge(4L * CHUNK + OVERHEAD);
            last = new int[CHUNK];
            chunks.add(last);
        }
        last[at] = value;
        size++;
    }

    public int get(int index) {
        return chunks.get(index >>> SHIFT)[index & MASK];
    }
}
