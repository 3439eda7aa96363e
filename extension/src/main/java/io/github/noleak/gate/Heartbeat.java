package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** Prints a line about a scenario that has said nothing for a while, and then again, less and less often. */
@API(status = INTERNAL, since = "0.1")
public final class Heartbeat implements AutoCloseable {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final double NANOS = 1e9;

    private final long silence;
    private final Consumer<String> out;
    private final ScheduledThreadPoolExecutor thread;

    Heartbeat() {
        this(SILENCE, Progress::write);
    }

    /** Makes one with another patience. */
    Heartbeat(Duration silence, Consumer<String> out) {
        this.silence = silence.toNanos();
        this.out = out;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "noleak-heartbeat");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Says that a scenario begins; it ends when what is returned is closed. */
    public Activity begin(String scenario) {
        Beat beat = new Beat(scenario);
        beat.activity = new Activity(beat::end);
        beat.after(silence);
        return beat.activity;
    }

    /** The lines of one scenario. */
    private final class Beat {

        private final String scenario;
        private final long began = System.nanoTime();
        private Activity activity = Activity.unseen();
        private Future<?> next = CompletableFuture.completedFuture(null);
        private boolean ended;

        Beat(String scenario) {
            this.scenario = scenario;
        }

        synchronized void after(long pause) {
            if (!ended && !thread.isShutdown()) {
                next = thread.schedule(() -> say(pause), pause, TimeUnit.NANOSECONDS);
            }
        }

        private synchronized void say(long pause) {
            if (!ended) {
                double seconds = (System.nanoTime() - began) / NANOS;
                out.accept(String.format(
                        Locale.ROOT, "NoLeak  %-12s %s (%.0f s)  %s", "running", scenario, seconds, activity.now()));
                after(2 * pause);
            }
        }

        synchronized void end() {
            ended = true;
            next.cancel(false);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
