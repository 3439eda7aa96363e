package io.github.noleak.gate.module;

import io.github.noleak.go.GoException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets some threads build and find while others gate what was found.
 *
 * <p>More scenarios are under way than there are places for processes only for the moments between two processes.
 */
final class Workers {

    private Workers() {}

    /**
     * Returns when all is found and gated; what was thrown first is thrown then.
     *
     * @param finder takes one of the parts, and hands on gates
     * @param allFound is told when no more gates will come
     */
    static <P> void work(int places, List<P> parts, BiConsumer<P, Consumer<Runnable>> finder, Runnable allFound) {
        // Compilers use several cores by themselves; a second one fills the gaps while the first one links.
        ExecutorService finders = threads(Math.max(1, places / 2), "noleak-build");
        ExecutorService gates = threads(places, "noleak-scenario");
        Queue<Future<?>> gating = new ConcurrentLinkedQueue<>();
        try {
            List<Future<?>> finding = new ArrayList<>();
            for (P part : parts) {
                finding.add(finders.submit(() -> finder.accept(part, gate -> gating.add(gates.submit(gate)))));
            }
            Throwable thrown = awaited(finding, null);
            allFound.run();
            rethrow(awaited(gating, thrown));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while scenarios were gated", List.of("Some of them were not run."));
        } finally {
            finders.shutdownNow();
            gates.shutdownNow();
        }
    }

    /** Has some threads work on the parts of something; what was thrown first is thrown once all are done. */
    static <P> void inParallel(int count, List<P> parts, Consumer<P> worker) {
        if (parts.size() < 2) {
            parts.forEach(worker);
            return;
        }
        ExecutorService workers = threads(count, "noleak-sweep");
        try {
            List<Future<?>> working = new ArrayList<>();
            parts.forEach(part -> working.add(workers.submit(() -> worker.accept(part))));
            rethrow(awaited(working, null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while benchmarks were called", List.of("Some of them were not run."));
        } finally {
            workers.shutdownNow();
        }
    }

    /** Waits for all, whatever one of them throws; returns what was thrown first. */
    private static @Nullable Throwable awaited(Collection<Future<?>> tasks, @Nullable Throwable before)
            throws InterruptedException {
        Throwable first = before;
        for (Future<?> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                first = first == null ? e.getCause() : first;
            }
        }
        return first;
    }

    private static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
        }
    }

    private static ExecutorService threads(int count, String name) {
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
