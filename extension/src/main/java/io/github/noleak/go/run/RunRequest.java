package io.github.noleak.go.run;

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
 * @param look what is looked at beside what each run measures
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
        boolean verbose,
        Look look) {

    /** What may be looked at beside what each run measures. */
    public enum Look {
        /** Nothing. */
        PLAIN,
        /** Which goroutines are blocked on what nothing can reach. */
        LEAK_PROOF,
        /** An execution trace of the whole process. */
        TRACE,
        /** Nothing by the process itself: it waits, once it has measured, until another has looked at it. */
        HELD
    }

    /** Asks for nothing beside what each run measures. */
    public RunRequest(
            long operations,
            int repeats,
            int profileRate,
            Duration quiet,
            Duration ceiling,
            Duration patience,
            Duration timeout,
            boolean verbose) {
        this(operations, repeats, profileRate, quiet, ceiling, patience, timeout, verbose, Look.PLAIN);
    }

    /** Returns the same, which looks at more. */
    public RunRequest with(Look more) {
        return new RunRequest(operations, repeats, profileRate, quiet, ceiling, patience, timeout, verbose, more);
    }

    /** On a loaded machine everything takes longer; only what takes so many times longer is too slow. */
    public static final int SLOWER = 8;

    /** Into so many windows a repeated test's allocations are split. */
    static final int WINDOWS = 8;

    /** The objects that the gate plants and the profile has to show. */
    static final int PLANTED = 16;
}
