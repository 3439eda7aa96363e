package io.github.noleak.junit;

import io.github.noleak.go.ScenarioRun;
import io.github.noleak.go.SeriesFindings;
import io.github.noleak.go.Workplace;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileBuilder;
import io.github.noleak.pprof.ValueType;
import io.github.noleak.pprof.wire.GzipOutput;
import io.github.noleak.report.RunFiles;
import io.github.noleak.verdict.Trial;
import io.github.noleak.verdict.Triple;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
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
            for (Trial trial : trials(measured)) {
                Path file = file(trial);
                if (Files.exists(file)) {
                    files.put(trial.totalOperations(), target -> compress(file, target));
                }
            }
        }
        return files;
    }

    private static List<Trial> trials(Triple measured) {
        return List.of(
                measured.small().trial(),
                measured.middle().trial(),
                measured.large().trial());
    }

    private Path file(Trial trial) {
        return ScenarioRun.keptHeap(directory, trial.operations(), trial.repeats(), trial.profileRate());
    }

    /** Keeps what was in use at those checkpoints of a series that are the runs of what was measured. */
    void keep(SeriesFindings findings, Triple measured) {
        Profile heap = findings.heap();
        long operations = 0;
        for (int call = 1; heap != null && call <= findings.calls().size(); call++) {
            operations += findings.calls().get(call - 1).operations();
            for (Trial trial : trials(measured)) {
                if (trial.totalOperations() == operations) {
                    keep(heap, call, trial);
                }
            }
        }
    }

    private void keep(Profile heap, int call, Trial trial) {
        int objects = heap.sampleType("inuse_objects_" + call);
        int bytes = heap.sampleType("inuse_space_" + call);
        ProfileBuilder inUse =
                ProfileBuilder.of(new ValueType("inuse_objects", "count"), new ValueType("inuse_space", "bytes"));
        heap.forEach((stack, values) -> {
            if (values[objects] != 0) {
                inUse.add(stack, values[objects], values[bytes]);
            }
        });
        try {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            inUse.build().write(written);
            try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(written.toByteArray()))) {
                Files.copy(plain, file(trial), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A heap profile cannot be kept: " + e.getMessage(), e);
        }
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
