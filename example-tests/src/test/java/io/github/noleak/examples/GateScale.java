package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.MEGABYTE;
import static io.github.noleak.examples.Figures.NANOS;
import static io.github.noleak.examples.Figures.gate;
import static io.github.noleak.examples.Figures.mostHeap;
import static io.github.noleak.examples.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Execution;

/**
 * Shows what many scenarios cost, run by the Maven profile {@code benchmark}: whether the second half of them takes
 * longer than the first, and how much memory all of them take.
 */
class GateScale {

    private static final int PACKAGES = 20;
    private static final int SCENARIOS = Integer.getInteger("scenarios", 2_000);

    /** Benchmarks that do next to nothing: what they cost is what the gate costs. */
    @GoModule("the directory is set where it is run")
    @GoBenchmarks
    static class Many {}

    @Test
    void manyScenarios() throws Exception {
        Path module = Path.of("target", "many").toAbsolutePath();
        ManyBenchmarks.write(module, PACKAGES, SCENARIOS);
        Instant started = Instant.now();
        EngineExecutionResults results;
        double kept;
        try (HeapWatch heap = HeapWatch.start()) {
            results = gate(Many.class, Map.of("noleak.module", module.toString(), "noleak.mode", "fail"));
            kept = heap.mostKept();
        }
        List<Instant> ends = results.testEvents()
                .executions()
                .finished()
                .map(Execution::getEndInstant)
                .sorted()
                .toList();
        assertThat(ends).hasSize(SCENARIOS);
        int middle = SCENARIOS / 2;
        Instant half = ends.get(middle - 1);
        Instant end = ends.get(SCENARIOS - 1);
        print("%,d scenarios in %d packages: %.1f s%n", SCENARIOS, PACKAGES, seconds(started, end));
        print("a scenario of the first half: %.3f s%n", seconds(started, half) / middle);
        print("a scenario of the second half: %.3f s%n", seconds(half, end) / (SCENARIOS - middle));
        print(
                "heap, most used: %.0f MB of %.0f%n",
                mostHeap(), Runtime.getRuntime().maxMemory() / MEGABYTE);
        print("heap, most left by a collection: %.0f MB%n", kept);
        assertThat(results.testEvents().failed().list()).as("false alarms").isEmpty();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / NANOS;
    }
}
