package io.github.noleak.gate.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.grack.nanojson.JsonObject;
import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.junit.GateRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

class SweepTests {

    @TempDir
    Path directory;

    @Test
    void resultsAreTheSameAsInProcessesOfTheirOwn() {
        Map<String, String> together = told(run(ExamplesCase.class, "together"));
        Map<String, String> alone = told(run(ExamplesCase.class, "alone", "noleak.sweep", "false"));

        assertThat(together).isEqualTo(alone).hasSizeGreaterThan(8);
        assertThat(together.values()).anyMatch(told -> told.startsWith("leak"));
        assertThat(together.values()).anyMatch(told -> told.startsWith("clean"));
    }

    /** What benchmarks do to their process is no other's fault, and each of them has its result. */
    @Test
    void benchmarksThatDisturbEachOtherHaveTheResultsThatTheyHaveAlone() {
        GateRun run = run(OddCase.class, "odd", "noleak.timeout", "5s");

        run.passes("series.BenchmarkFixed");
        run.passes("series.BenchmarkNamed/sub/of_it");
        run.passes("series.BenchmarkAfter");
        run.passes("series.BenchmarkOutOfTime");
        run.gateFailure("series.BenchmarkLeaking", "LEAK series.BenchmarkLeaking: ");
        run.gateFailure("series.BenchmarkNamed/leaking", "LEAK series.BenchmarkNamed/leaking: ");
        run.gateFailure("series.BenchmarkGoroutine", "LEAK series.BenchmarkGoroutine: ");
        run.gateFailure("series.BenchmarkPanicking", "ERROR series.BenchmarkPanicking: ");
        run.gateFailure("series.BenchmarkHanging", "HANG series.BenchmarkHanging: ");
        assertThat(run.gateFailure("series.BenchmarkFailingLate", "ERROR series.BenchmarkFailingLate: "))
                .startsWith("ERROR series.BenchmarkFailingLate: failed (exit code 1)")
                .contains("series_test.go:70: no more than one");
        run.gateFailure("series.BenchmarkProfileRate", "INCONCLUSIVE series.BenchmarkProfileRate: ");
        assertThat(run.skips()).containsOnlyKeys("series.BenchmarkNamed/skipping");
        assertThat(run.ends()).hasSize(11);
    }

    private GateRun run(Class<?> suite, String reports, String... parameters) {
        return GateRun.of(
                EngineTestKit.engine("noleak").selectors(selectClass(suite)), directory.resolve(reports), parameters);
    }

    /** Returns the verdict of each scenario, and the line of each of its leaks. */
    private static Map<String, String> told(GateRun run) {
        Map<String, String> told = new TreeMap<>();
        for (JsonObject scenario : run.scenarios()) {
            List<String> lines = scenario.getArray("leaks").stream()
                    .map(leak -> (JsonObject) leak)
                    .map(leak -> leak.getString("kind") + " " + leak.getObject("site"))
                    .sorted()
                    .toList();
            told.put(scenario.getString("id"), scenario.getString("verdict") + " " + lines);
        }
        return told;
    }

    @GoModule("../example-tests/go/inventory")
    @GoBenchmarks(packages = {"./cache", "./worker", "./labels", "./parse", "./prices", "./pool"})
    static class ExamplesCase {}

    @GoModule("src/test/go/odd")
    @GoBenchmarks(packages = "./series", exclude = "Benchmark(S|Part|Many).*")
    static class OddCase {}
}
