package io.github.noleak.pprof.memory;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import org.apiguardian.api.API;

/** Counts what a profile in the making keeps, and stops it before the heap is full. */
@API(status = INTERNAL, since = "0.1")
public final class MemoryBudget {

    private final long limit;
    private long left;

    public MemoryBudget(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** To be called before the memory is allocated. */
    public void charge(long bytes) throws ProfileFormatException {
        if (bytes > left) {
            throw new ProfileFormatException(
                    "profile too large: it would take more than the %,d bytes of memory allowed".formatted(limit)
                            + "\nA larger heap (-Xmx) allows more.");
        }
        left -= bytes;
    }

    /** Returns how much has been charged, less what was released. */
    public long used() {
        return limit - left;
    }

    public void release(long bytes) {
        left += bytes;
    }
}
