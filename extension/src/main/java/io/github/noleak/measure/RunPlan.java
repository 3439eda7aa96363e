package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * One process to run.
 *
 * @param operations the operations of each repeat
 * @param repeats how often the benchmark is called with that number in the one process
 * @param policy how long to wait before measuring
 * @param profileRate the bytes between two samples of the heap profile; 1 records every object
 * @param expectedSeconds how long it should take by what is known; the process may be ended as too slow long after that
 */
@API(status = INTERNAL, since = "0.1")
public record RunPlan(long operations, int repeats, SettlePolicy policy, int profileRate, double expectedSeconds) {

    /** Returns the operations of all repeats. */
    public long totalOperations() {
        return operations * repeats;
    }
}
