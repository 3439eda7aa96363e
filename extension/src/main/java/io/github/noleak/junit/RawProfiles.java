package io.github.noleak.junit;

import io.github.noleak.go.ScenarioRun;
import io.github.noleak.go.Workplace;
import io.github.noleak.pprof.wire.GzipOutput;
import io.github.noleak.report.RunFiles;
import io.github.noleak.verdict.Trial;
import io.github.noleak.verdict.Triple;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The heap profiles of a scenario's runs, kept until it is clear whether anybody wants to see them. */
record RawProfiles(Path directory) implements AutoCloseable {

    static RawProfiles in(Workplace workplace) {
        try {
            return new RawProfiles(workplace.newDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory can be made: " + e.getMessage(), e);
        }
    }

    /** Returns the profiles of some runs, by their number of operations. */
    Map<Long, RunFiles.Content> of(@Nullable Triple measured) {
        Map<Long, RunFiles.Content> files = new HashMap<>();
        if (measured != null) {
            for (Trial trial : List.of(
                    measured.small().trial(),
                    measured.middle().trial(),
                    measured.large().trial())) {
                Path file = ScenarioRun.keptHeap(directory, trial.operations(), trial.repeats(), trial.profileRate());
                if (Files.exists(file)) {
                    files.put(trial.totalOperations(), target -> compress(file, target));
                }
            }
        }
        return files;
    }

    private static void compress(Path file, OutputStream target) throws IOException {
        try (GzipOutput gzip = new GzipOutput(target)) {
            Files.copy(file, gzip);
            gzip.finish();
        }
    }

    @Override
    public void close() {
        Workplace.delete(directory);
    }
}
