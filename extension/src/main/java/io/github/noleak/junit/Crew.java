package io.github.noleak.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Lets some threads build and find while others gate what was found.
 *
 * <p>More scenarios are under way than there are places for processes only for the moments between two processes.
 */
final class Crew {

    private Crew() {}

    /**
     * Returns when all is found and gated.
     *
     * @param finder takes one of the parts, and hands on gates
     * @param allFound is told when no more gates will come
     */
    static <P> void work(int places, List<P> parts, BiConsumer<P, Consumer<Runnable>> finder, Runnable allFound) {
        // Compilers use several cores by themselves; a second one fills the gaps while the first one links.
        ExecutorService finders = threads(Math.max(1, places / 2), "noleak-build");
        ExecutorService gates = threads(places, "noleak-scenario");
        try {
            List<Future<?>> finding = new ArrayList<>();
            for (P part : parts) {
                finding.add(finders.submit(() -> finder.accept(part, gates::execute)));
            }
            for (Future<?> found : finding) {
                found.get();
            }
            allFound.run();
            gates.shutdown();
            gates.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            finders.shutdownNow();
            gates.shutdownNow();
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
