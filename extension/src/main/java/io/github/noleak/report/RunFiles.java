package io.github.noleak.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What the runs of a scenario left behind.
 *
 * @param heaps compressed heap profiles, by the number of operations
 * @param others temporary files that are kept as they are, by the ends of their names
 */
@API(status = INTERNAL, since = "0.1")
public record RunFiles(Map<Long, Content> heaps, Map<String, Path> others) {

    /** What a file is to have in it. */
    @FunctionalInterface
    public interface Content {

        /** Writes it, and leaves the target open. */
        void to(OutputStream target) throws IOException;
    }

    /** Copies the maps. */
    public RunFiles {
        heaps = Map.copyOf(heaps);
        others = Map.copyOf(others);
    }
}
