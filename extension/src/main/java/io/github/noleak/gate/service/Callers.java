package io.github.noleak.gate.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of each round by several threads, of which the test's own is one.
 *
 * <p>What a call throws ends the round: no other call is begun, and those that are under way come back first.
 */
final class Callers implements AutoCloseable {

    /** One call. */
    interface Call {
        void make() throws Throwable;
    }

    private final ServiceRun watch;
    private final Call call;
    private final int others;
    private final ExecutorService pool;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private boolean called;

    Callers(ServiceRun watch, Call call, int count) {
        this.watch = watch;
        this.call = call;
        this.others = count - 1;
        this.pool = Executors.newFixedThreadPool(Math.max(1, others), this::thread);
    }

    private Thread thread(Runnable body) {
        Thread test = Thread.currentThread();
        Thread thread = new Thread(body, test.getName() + "-noleak-caller-" + (threads.size() + 2));
        thread.setContextClassLoader(test.getContextClassLoader());
        thread.setDaemon(true); // one that hangs must not keep the JVM
        threads.add(thread);
        return thread;
    }

    /**
     * Makes the calls of one round.
     *
     * @throws Throwable what the first call that failed threw, as it is
     */
    void round() throws Throwable {
        if (!called) {
            called = true;
            another(); // as JUnit wants it, before the others go round it
        }
        CountDownLatch ended = new CountDownLatch(others);
        for (int i = 0; i < others; i++) {
            pool.execute(() -> {
                callOn();
                ended.countDown();
            });
        }
        callOn();
        boolean interrupted = await(ended);
        Throwable thrown = failure.get();
        if (thrown != null) {
            if (interrupted && !(thrown instanceof InterruptedException)) {
                Thread.currentThread().interrupt();
            }
            throw thrown;
        }
    }

    private void callOn() {
        try {
            while (failure.get() == null && another()) {}
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            watch.callsNoMore();
        }
    }

    private boolean another() throws Throwable {
        if (!watch.beginCall()) {
            return false;
        }
        call.make();
        watch.endCall();
        return true;
    }

    /** Waits for the calls that are under way; the others are interrupted with the test. */
    private boolean await(CountDownLatch ended) {
        boolean interrupted = failure.get() instanceof InterruptedException;
        if (interrupted) {
            threads.forEach(Thread::interrupt);
        }
        while (true) {
            try {
                ended.await();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                failure.compareAndSet(null, e);
                threads.forEach(Thread::interrupt);
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
