package io.github.noleak.go.run;

import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.run.RunResult.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for a process that has series, as long as it announces, begins or notes something new. */
final class ProgressWatch {

    private static final Duration LOOK = Duration.ofMillis(200);

    /** A process that has used less of the time than this part was waiting. */
    private static final int AT_WORK = 20;

    /** So many times longer may a process take that gets few of the processors. */
    private static final int LOADED = 4;

    private final ChildProcess process;
    private final Announced announced;
    private final Path directory;
    private final SeriesRequest request;
    private int names;
    private int noted;
    private int checkpoints;
    private String underWay = "";
    private long since = System.nanoTime();

    ProgressWatch(ChildProcess process, Announced announced, Path directory, SeriesRequest request) {
        this.process = process;
        this.announced = announced;
        this.directory = directory;
        this.request = request;
    }

    /**
     * Waits for the end. Returns null if it came; otherwise whether the process was blocked for the time limit, or at work
     * for longer than the patience with it.
     */
    @Nullable
    Cause await() throws InterruptedException, IOException {
        Duration usedAtFirst = process.cpu();
        Duration usedBefore = usedAtFirst;
        long workedAt = since;
        long lookedAt = since;
        while (!process.await(LOOK)) {
            long now = System.nanoTime();
            Duration used = process.cpu();
            if (getsOn()) {
                since = now;
                usedAtFirst = used;
            }
            if (used.minus(usedBefore).toNanos() * AT_WORK >= now - lookedAt) {
                workedAt = now;
            }
            usedBefore = used;
            lookedAt = now;
            if (now - Math.max(since, workedAt) >= request.timeout().toNanos()) {
                return Cause.HUNG;
            }
            if (workedAt == now && isSlow(used.minus(usedAtFirst))) {
                return Cause.TOO_SLOW;
            }
        }
        return null;
    }

    /** On a loaded machine a process gets few of the processors: it is slow only by what it has used. */
    private boolean isSlow(Duration used) {
        Duration patience = underWay.isEmpty() ? request.first() : request.patience();
        Duration waited = waited();
        return waited.compareTo(patience) >= 0
                && (used.multipliedBy(2).compareTo(patience) >= 0
                        || waited.compareTo(patience.multipliedBy(LOADED)) >= 0);
    }

    /** Returns how long there was nothing new. */
    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Returns the operations of the process, with those under way. */
    long operations() {
        return underWay.isEmpty() ? 1 : Long.parseLong(underWay);
    }

    boolean getsOn() throws IOException {
        boolean more = announced.count() > names;
        names = announced.count();
        while (Files.exists(directory.resolve(SeriesFindings.facts(noted + 1)))) {
            noted++;
            checkpoints = 0;
            more = true;
        }
        while (Files.exists(directory.resolve(SeriesFindings.goroutines(noted + 1, checkpoints + 1)))) {
            checkpoints++;
            more = true;
        }
        Path file = directory.resolve("under-way");
        String now = Files.exists(file) ? Files.readString(file) : "";
        more |= !now.equals(underWay);
        underWay = now;
        return more;
    }
}
