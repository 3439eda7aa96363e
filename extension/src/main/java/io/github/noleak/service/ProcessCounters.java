package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a Go process counts from its start on and never counts down, by which it is told from one that has taken its place.
 *
 * @param totalAlloc all bytes ever allocated
 * @param mallocs all objects ever allocated; -1 where that is not known
 * @param frees all objects ever freed; -1 where that is not known
 * @param collections all garbage collections; -1 where that is not known
 * @param collectionEnds when the last of them ended, in nanoseconds since 1970: the n-th is at the index n - 1, modulo the
 *     size; empty where that is not known
 */
@API(status = INTERNAL, since = "0.1")
public record ProcessCounters(long totalAlloc, long mallocs, long frees, long collections, List<Long> collectionEnds) {

    private static final long NANOS = 1_000_000_000;

    /** Copies the list. */
    public ProcessCounters {
        collectionEnds = List.copyOf(collectionEnds);
    }

    /** Returns what is known of a process that was started here, and cannot be another. */
    static ProcessCounters ofOurs(long totalAlloc) {
        return new ProcessCounters(totalAlloc, -1, -1, -1, List.of());
    }

    /** Returns by what this is not the process of an earlier sample; nothing if it is the same. */
    public Optional<String> startedAnewSince(ProcessCounters before) {
        return fell("TotalAlloc", before.totalAlloc, totalAlloc)
                .or(() -> fell("Mallocs", before.mallocs, mallocs))
                .or(() -> fell("Frees", before.frees, frees))
                .or(() -> fell("NumGC", before.collections, collections))
                .or(() -> forgotten(before));
    }

    private static Optional<String> fell(String name, long before, long now) {
        return now < before && now >= 0
                ? Optional.of("its %s fell from %,d to %,d".formatted(name, before, now))
                : Optional.empty();
    }

    /** A new process may have counted further than the old one, but does not know when the old one collected garbage. */
    private Optional<String> forgotten(ProcessCounters before) {
        long known = before.lastEnd();
        boolean comparable = collectionEnds.size() == before.collectionEnds.size()
                && collections - before.collections < collectionEnds.size();
        if (known == 0 || !comparable || collectionEnds.get(before.lastIndex()) == known) {
            return Optional.empty();
        }
        return Optional.of("its PauseEnd does not have the garbage collection that ended at "
                + Instant.ofEpochSecond(known / NANOS, known % NANOS));
    }

    private long lastEnd() {
        return collections > 0 && !collectionEnds.isEmpty() ? collectionEnds.get(lastIndex()) : 0;
    }

    private int lastIndex() {
        return (int) ((collections - 1) % Math.max(1, collectionEnds.size()));
    }
}
