package io.github.noleak.pprof.memory;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Longs to be appended and changed; in chunks, so that growing neither copies nor doubles them. */
@API(status = INTERNAL, since = "0.1")
public final class LongList {

    private static final int SHIFT = 10;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;
    private static final int OVERHEAD = 24;

    private final MemoryBudget budget;
    private final List<long[]> chunks = new ArrayList<>();
    private int size;

    public LongList(MemoryBudget budget) {
        this.budget = budget;
    }

    public void add(long value) throws ProfileFormatException {
        if ((size & MASK) == 0) {
            budget.charge(8L * CHUNK + OVERHEAD);
            chunks.add(new long[CHUNK]);
        }
        size++;
        set(size - 1, value);
    }

    public long get(int index) {
        return chunks.get(index >>> SHIFT)[index & MASK];
    }

    public void set(int index, long value) {
        chunks.get(index >>> SHIFT)[index & MASK] = value;
    }
}
