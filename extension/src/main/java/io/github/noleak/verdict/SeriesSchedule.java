package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * How far a series goes.
 *
 * @param calls the calls that are noted, of which the first warms up
 * @param depth the operations of all of them that are deep enough
 * @param shallow those that are still worth more time
 * @param leisure the seconds for more operations than are needed
 * @param longest the seconds for the least that are worth it
 * @param slowly the seconds for what can have no more than a few
 * @param setUp what takes so many seconds before its first operation is over is not called in series
 * @param bytes what a process may keep of one benchmark: more would make each collection slow for those that follow
 * @param alive the goroutines, files or threads that it may keep of one
 */
@API(status = INTERNAL, since = "0.1")
public record SeriesSchedule(
        int calls,
        long depth,
        long shallow,
        double leisure,
        double longest,
        double slowly,
        double setUp,
        long bytes,
        int alive) {

    /** A line through seven points beside the one that warms up: halves of three can still be told apart. */
    static final int CALLS = 8;

    /** Calls that find out what an operation takes: 16, 128, 1,024 and 8,192 operations. */
    private static final int RAMP = 4;

    /** Chosen so that the collections of those that follow, several for each call, stay short; it decides no verdict. */
    private static final long BYTES = 16 << 20;

    /** Chosen so that the stacks of all goroutines, which each checkpoint writes, stay few; it decides no verdict. */
    private static final int ALIVE = 200;

    /** Returns the schedule for scenarios each of which may take so many seconds where nothing grows. */
    public static SeriesSchedule of(double budget) {
        double longest = Planner.seconds(Planner.AT_MOST, budget);
        return new SeriesSchedule(
                CALLS,
                Planner.DEPTH,
                Planner.SHALLOW,
                Planner.seconds(Planner.AT_LEISURE, budget),
                longest,
                Planner.seconds(Planner.SLOWLY, budget),
                longest / (CALLS + RAMP),
                BYTES,
                ALIVE);
    }
}
