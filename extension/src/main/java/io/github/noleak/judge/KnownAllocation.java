package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * What an operation is on record to allocate.
 *
 * @param perOperation objects or bytes, the median of the repeats
 * @param scatter by how much a repeat was off it at most
 * @param iterations the operations of each repeat: the figure holds for these alone
 */
@API(status = INTERNAL, since = "0.1")
public record KnownAllocation(double perOperation, double scatter, long iterations) {

    /** Returns the most that the record allows for. */
    double most() {
        return perOperation + scatter;
    }
}
