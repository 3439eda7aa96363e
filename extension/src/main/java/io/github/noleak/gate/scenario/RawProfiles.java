package io.github.noleak.gate.scenario;

import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.go.run.SeriesFindings;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileBuilder;
import io.github.noleak.pprof.ValueType;
import io.github.noleak.pprof.wire.GzipOutput;
import io.github.noleak.report.RunFiles;
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
final class RawProfiles implements AutoCloseable {

    private final Path directory;
    private final Map<Long, RunFiles.Content> ofSeries = new HashMap<>();

    private RawProfiles(Path directory) {
        this.directory = directory;
    }

    /** Returns where runs leave theirs. */
    Path directory() {
        return directory;
    }

    static RawProfiles in(Workplace workplace) {
        try {
            return new RawProfiles(workplace.newDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory can be made: " + e.getMessage(), e);
        }
    }

    /** Returns the profiles of some runs, by their number of operations. */
    Map<Long, RunFiles.Content> of(@Nullable ThreeSnapshots measured) {
        Map<Long, RunFiles.Content> files = new HashMap<>(ofSeries);
        if (measured != null) {
            for (RunPlan runPlan : List.of(
                    measured.small().runPlan(),
                    measured.middle().runPlan(),
                    measured.large().runPlan())) {
                Path file =
                        ScenarioRun.keptHeap(directory, runPlan.operations(), runPlan.repeats(), runPlan.profileRate());
                if (Files.exists(file)) {
                    files.put(runPlan.totalOperations(), target -> compress(file, target));
                }
            }
        }
        return files;
    }

    /** Keeps what was in use at those checkpoints of a series that are the runs of what was measured, if that was this one. */
    void keep(SeriesFindings findings, ThreeSnapshots measured) {
        Profile heap = findings.heap();
        List<Long> iterations = measured.iterations();
        long all = findings.calls().stream()
                .mapToLong(SeriesFindings.Call::operations)
                .sum();
        if (heap == null || all != iterations.get(iterations.size() - 1)) {
            return;
        }
        long operations = 0;
        for (int call = 1; call <= findings.calls().size(); call++) {
            operations += findings.calls().get(call - 1).operations();
            if (iterations.contains(operations)) {
                int noted = call;
                ofSeries.put(operations, target -> inUse(heap, noted).write(target));
            }
        }
    }

    private static Profile inUse(Profile heap, int call) {
        int objects = heap.sampleType("inuse_objects_" + call);
        int bytes = heap.sampleType("inuse_space_" + call);
        ProfileBuilder inUse =
                ProfileBuilder.of(new ValueType("inuse_objects", "count"), new ValueType("inuse_space", "bytes"));
        heap.forEach((stack, values) -> {
            if (values[objects] != 0) {
                inUse.add(stack, values[objects], values[bytes]);
            }
        });
        return inUse.build();
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
