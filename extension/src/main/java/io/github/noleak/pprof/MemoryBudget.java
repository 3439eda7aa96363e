package io.github.noleak.pprof;

/** Counts what a profile in the making keeps, and stops it before the heap is full. */
final class MemoryBudget {

    private final long limit;
    private long left;

    MemoryBudget(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** To be called before the memory is allocated. */
    void charge(long bytes) throws ProfileFormatException {
        if (bytes > left) {
            throw new ProfileFormatException(
                    "profile too large: it would take more than the %,d bytes of memory allowed".formatted(limit)
                            + "\nA larger heap (-Xmx) allows more.");
        }
        left -= bytes;
    }

    /** Returns how much has been charged, less what was released. */
    long used() {
        return limit - left;
    }

    void release(long bytes) {
        left += bytes;
    }
}
