package io.github.noleak.measure;

import java.util.Map;

/** Makes the totals of snapshots. */
public final class Totals {

    private Totals() {}

    public static Map<Resource, Long> of(double goroutines, double files, double threads) {
        return Map.of(
                Resource.GOROUTINES, (long) goroutines,
                Resource.OPEN_FILES, (long) files,
                Resource.THREADS, (long) threads);
    }
}
