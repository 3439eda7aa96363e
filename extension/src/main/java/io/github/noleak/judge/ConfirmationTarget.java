package io.github.noleak.judge;

import io.github.noleak.measure.Growth;
import java.util.List;

/**
 * How far the growth of one kind of thing is followed before it can no more be a container that fills up.
 *
 * @param least this much must be reached if it takes no longer than the patience with a growth
 * @param ample this much is reached if it is cheap
 */
record ConfirmationTarget(double least, double ample) {

    /** Objects of one stack: caches of 50,000 entries are common, of 500,000 rare. */
    private static final ConfirmationTarget OBJECTS = new ConfirmationTarget(150_000, 600_000);

    /** Bytes of one object that grows: a ring of 50,000 numbers takes 400,000. */
    private static final ConfirmationTarget BYTES = new ConfirmationTarget(4 << 20, 32 << 20);

    /** Goroutines: pools of workers have hundreds. */
    private static final ConfirmationTarget GOROUTINES = new ConfirmationTarget(2_000, 10_000);

    /** Files and sockets: pools of connections have dozens, caches of files hundreds. */
    private static final ConfirmationTarget FILES = new ConfirmationTarget(512, 4_096);

    /** Threads: the runtime gives up at 10,000. */
    private static final ConfirmationTarget THREADS = new ConfirmationTarget(100, 400);

    /** What grows so many times faster than something else is not a part of the same entries. */
    private static final double MOST_OBJECTS_OF_AN_ENTRY = 8;

    static ConfirmationTarget of(Growth growth) {
        return switch (growth.subject().kind()) {
            case HEAP -> growth.countsObjects() ? OBJECTS : BYTES;
            case GOROUTINE -> GOROUTINES;
            case FILE -> FILES;
            case THREAD -> THREADS;
        };
    }

    /**
     * Returns how many entries an operation adds to what grows. One entry is often several objects, on several lines: the
     * slowest of the lines that grow at about the same pace counts them. An operation seldom adds more than one.
     */
    static double entries(Growth growth, List<Growth> growing) {
        if (!growth.countsObjects()) {
            return growth.slope();
        }
        double slowest = growing.stream()
                .filter(g -> g.subject().kind() == growth.subject().kind() && g.countsObjects())
                .mapToDouble(Growth::slope)
                .filter(slope -> slope >= growth.slope() / MOST_OBJECTS_OF_AN_ENTRY)
                .min()
                .orElse(growth.slope());
        return Math.min(1, Math.min(growth.slope(), slowest));
    }
}
