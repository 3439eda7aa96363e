package io.github.noleak.junit;

import java.time.Duration;

/** Interrupts a thread that has been in one call for too long. */
final class Watchdog implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;

    private final Thread watched = Thread.currentThread();
    private final long patience;
    private final Runnable before;
    private final Thread looking = new Thread(this::look, "noleak-watchdog");
    private volatile long began;
    private volatile boolean barked;

    /**
     * Watches the thread that makes it.
     *
     * @param before is run before the thread is interrupted, on another one
     */
    Watchdog(Duration patience, Runnable before) {
        this.patience = patience.toNanos();
        this.before = before;
        this.began = System.nanoTime();
        looking.setDaemon(true);
        looking.start();
    }

    /** Says that a call begins. */
    void next() {
        began = System.nanoTime();
    }

    /** Tells whether a call took too long. */
    boolean barked() {
        return barked;
    }

    private void look() {
        try {
            while (System.nanoTime() - began <= patience) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            return; // nothing is called any more
        }
        barked = true;
        try {
            before.run();
        } finally {
            watched.interrupt();
        }
    }

    @Override
    public void close() {
        looking.interrupt();
        if (barked) {
            Thread.interrupted(); // meant for the call, which is over
        }
    }
}
