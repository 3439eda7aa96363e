package io.github.noleak.gate.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Frees threads from a call that does not come back: it interrupts those that call, then has the service ended, and then
 * gives them up.
 */
final class Watchdog implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;

    /** How long a call that was interrupted, or whose service was ended, may take to come back. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final double NANOS = 1e9;

    /**
     * What is known of a call that did not come back.
     *
     * @param seconds how long it was waited for
     * @param interruptedByOthers whether an interrupt that it did not heed came before the end of its time
     * @param stack where its thread stood
     * @param service where the service stood, in lines
     */
    record Hang(double seconds, boolean interruptedByOthers, List<StackTraceElement> stack, List<String> service) {}

    /** What is done about a call that does not come back. */
    interface Rescue {

        /** Returns where the service stands, in lines. */
        List<String> look();

        /** Returns whether the service is ours to end. */
        boolean mayEnd();

        /** Ends the service. */
        void end();

        /** Is told of a thread that nothing has freed. */
        void giveUp(Hang hang);
    }

    private final Rescue rescue;
    private final Map<Thread, Caller> callers = new HashMap<>();
    private final Thread looking = new Thread(this::look, "noleak-watchdog");
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Hang hang;
    private boolean looked;
    private boolean closed;
    private volatile boolean ended;

    /** A thread that calls, now and then. */
    private static final class Caller {

        private boolean calling;
        private long began;
        private long deadline;
        private long interrupted;

        void expect(Duration longest) {
            calling = true;
            began = System.nanoTime();
            deadline = began + longest.toNanos();
        }

        /** Returns the call of the thread, if it takes too long or heeds no interruption. */
        Optional<Hang> look(Thread thread) {
            boolean told = calling && thread.isInterrupted();
            interrupted = told ? interrupted + 1 : 0;
            boolean deaf = interrupted * LOOK_MILLIS > MOMENT.toMillis();
            if (!calling || (!deaf && System.nanoTime() - deadline <= 0)) {
                return Optional.empty();
            }
            double seconds = ((deaf ? System.nanoTime() : deadline) - began) / NANOS;
            return Optional.of(new Hang(seconds, deaf, List.of(thread.getStackTrace()), List.of()));
        }
    }

    /** Watches the threads that say what they call, until the one that makes it closes it. */
    Watchdog(Rescue rescue) {
        this.rescue = rescue;
        looking.setDaemon(true);
        looking.start();
    }

    /**
     * Says that this thread begins a call.
     *
     * @throws Hung if the one before was too long
     */
    synchronized void expect(Duration longest) {
        requireNoHang();
        callers.computeIfAbsent(Thread.currentThread(), thread -> new Caller()).expect(longest);
    }

    /**
     * Says that this thread calls nothing for now.
     *
     * @throws Hung if the call before was too long
     */
    synchronized void pause() {
        requireNoHang();
        stop();
    }

    /** Says that this thread calls nothing any more, whatever has become of others. */
    synchronized void stop() {
        Caller caller = callers.get(Thread.currentThread());
        if (caller != null) {
            caller.calling = false;
        }
    }

    private void requireNoHang() {
        if (hang != null) {
            throw new Hung();
        }
    }

    /** Ends a workload one of whose calls did not come back in time, though it did at last. */
    static final class Hung extends RuntimeException {

        private static final long serialVersionUID = 1;

        Hung() {
            super("a call did not come back in time");
        }
    }

    /** Returns the call that did not come back, if there was one. */
    synchronized @Nullable Hang hang() {
        return hang;
    }

    /** Returns whether the service was ended to free the thread. */
    boolean hasEndedService() {
        return ended;
    }

    private void look() {
        try {
            Hang found = awaitHang();
            if (found != null) {
                free(found);
            }
        } catch (InterruptedException e) {
            // Nothing is called any more.
        }
    }

    /** Returns a call that takes too long, or that heeds no interruption; null when nothing is called any more. */
    private @Nullable Hang awaitHang() throws InterruptedException {
        while (true) {
            Thread.sleep(LOOK_MILLIS);
            synchronized (this) {
                if (closed) {
                    return null;
                }
                for (Map.Entry<Thread, Caller> caller : callers.entrySet()) {
                    Optional<Hang> found = caller.getValue().look(caller.getKey());
                    if (found.isPresent()) {
                        hang = found.get();
                        return hang;
                    }
                }
            }
        }
    }

    private void free(Hang found) throws InterruptedException {
        List<String> service;
        try {
            service = rescue.look();
        } catch (RuntimeException e) {
            service = List.of("It cannot be asked: " + e.getMessage());
        }
        Hang seen = new Hang(found.seconds, found.interruptedByOthers, found.stack, service);
        synchronized (this) {
            hang = seen;
            looked = true;
            notifyAll();
        }
        if (isFreed()) {
            return;
        }
        if (rescue.mayEnd()) {
            ended = true;
            rescue.end();
            if (isFreed()) {
                return;
            }
        }
        rescue.giveUp(seen);
    }

    private boolean isFreed() throws InterruptedException {
        synchronized (this) {
            if (!closed) {
                callers.forEach((thread, caller) -> {
                    if (caller.calling) {
                        thread.interrupt();
                    }
                });
            }
        }
        return over.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the watch, once it is known where the service stood. */
    @Override
    public void close() {
        synchronized (this) {
            boolean interrupted = false;
            while (hang != null && !looked) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            closed = true;
            over.countDown();
            if (hang == null) {
                looking.interrupt();
                return;
            }
            interrupted |= Thread.interrupted(); // meant for the call, which is over
            if (interrupted && hang.interruptedByOthers) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
