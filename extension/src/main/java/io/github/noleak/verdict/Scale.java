package io.github.noleak.verdict;

/**
 * How far the growth of one kind of thing is followed before it can no more be a container that fills up.
 *
 * @param least this much must be reached if it takes no longer than the patience with a suspect
 * @param ample this much is reached if it is cheap
 */
record Scale(double least, double ample) {

    /** Objects of one stack: caches of 50,000 entries are common, of 500,000 rare. */
    private static final Scale OBJECTS = new Scale(150_000, 600_000);

    /** Bytes of one object that grows: a ring of 50,000 numbers takes 400,000. */
    private static final Scale BYTES = new Scale(4 << 20, 32 << 20);

    /** Goroutines: pools of workers have hundreds. */
    private static final Scale GOROUTINES = new Scale(2_000, 10_000);

    /** Files and sockets: pools of connections have dozens, caches of files hundreds. */
    private static final Scale FILES = new Scale(512, 4_096);

    /** Threads: the runtime gives up at 10,000. */
    private static final Scale THREADS = new Scale(100, 400);

    static Scale of(Growth growth) {
        return switch (growth.subject().kind()) {
            case HEAP -> growth.countsObjects() ? OBJECTS : BYTES;
            case GOROUTINE -> GOROUTINES;
            case FILE -> FILES;
            case THREAD -> THREADS;
        };
    }
}
