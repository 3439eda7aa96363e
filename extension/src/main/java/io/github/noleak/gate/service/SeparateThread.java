package io.github.noleak.gate.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Runs what may never come back on a thread of its own, which can be left behind. */
final class SeparateThread {

    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    /** What is run. */
    interface Body {
        void run() throws Throwable;
    }

    /**
     * Waits for the end; an interrupt is handed on.
     *
     * @return false if the thread was left behind
     * @throws Throwable what the body threw, as it is
     */
    boolean run(Body body) throws Throwable {
        Thread thread = new Thread(() -> run(body, end), Thread.currentThread().getName() + "-noleak-workload");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return end.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException e) {
                    throw e.getCause() == null ? e : e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void run(Body body, CompletableFuture<Boolean> end) {
        try {
            body.run();
            end.complete(true);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    /** ScenarioRegistry the thread behind. */
    void leave() {
        end.complete(false);
    }
}
