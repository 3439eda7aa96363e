package io.github.noleak;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Holds the time of hostile input against that of ordinary input of the same shape. */
public final class WorkTime {

    /** Far more than noise; with keys that collide, tables took up to five hundred times as long. */
    private static final int MUCH_LONGER = 10;

    /** What compilers and collectors take, and the order by which colliding keys are found; squares take seconds. */
    private static final long MOMENT_NANOS = 500_000_000;

    private WorkTime() {}

    /** In processor time of this thread, which other processes leave alone; and each at its best. */
    public static void assertTakesNoLonger(Supplier<Object> hostile, Supplier<Object> other) {
        long collided = Long.MAX_VALUE;
        long ordinary = Long.MAX_VALUE;
        for (int turn = 0; turn < 3; turn++) {
            ordinary = Math.min(ordinary, nanos(other));
            collided = Math.min(collided, nanos(hostile));
        }
        assertThat(collided).as("against %,d ns", ordinary).isLessThan(MUCH_LONGER * ordinary + MOMENT_NANOS);
    }

    private static long nanos(Supplier<Object> work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(work.get()).isNotNull();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }
}
