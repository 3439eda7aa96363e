package io.github.noleak.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.file.Path;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What the runs of a scenario left behind, as temporary files.
 *
 * @param heaps heap profiles, not compressed, by the number of operations
 * @param others files that are kept as they are, by the ends of their names
 */
@API(status = INTERNAL, since = "0.1")
public record RunFiles(Map<Long, Path> heaps, Map<String, Path> others) {

    /** Copies the maps. */
    public RunFiles {
        heaps = Map.copyOf(heaps);
        others = Map.copyOf(others);
    }

    /** Returns those of runs that left nothing. */
    public static RunFiles none() {
        return new RunFiles(Map.of(), Map.of());
    }
}
