package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How to run a scenario in one process.
 *
 * @param operations the operations of each repeat
 * @param repeats how often a benchmark is called with that number
 * @param profileRate the bytes between two samples of the heap profile; 1 records every object
 * @param quiet how long nothing may fall before all counts as settled
 * @param ceiling when to stop waiting for that
 * @param patience when a process that is still at work has become too slow
 * @param timeout when a process has hung
 * @param verbose whether the test framework tells how the scenario ended
 */
@API(status = INTERNAL, since = "0.1")
public record RunRequest(
        long operations,
        int repeats,
        int profileRate,
        Duration quiet,
        Duration ceiling,
        Duration patience,
        Duration timeout,
        boolean verbose) {

    /** On a loaded machine everything takes longer; only what takes so many times longer is too slow. */
    public static final int SLOWER = 8;

    /** Into so many windows a repeated test's allocations are split. */
    static final int WINDOWS = 8;

    /** The objects that the gate plants and the profile has to show. */
    static final int PLANTED = 16;
}
