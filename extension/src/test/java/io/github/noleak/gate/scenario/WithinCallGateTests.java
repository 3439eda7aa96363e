package io.github.noleak.gate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import io.github.noleak.junit.GateRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

@Tag("go-alone")
class WithinCallGateTests {

    @TempDir
    Path directory;

    @Test
    void whatOneCallKeepsIsALeakWhereThatCounts() {
        GateRun run = GateRun.of(directory, WithinCase.class);

        String leak = run.gateFailure("forgetful", "LEAK within.BenchmarkForgetful: ");
        assertThat(leak.lines().findFirst().orElseThrow()).endsWith(" operations within a call");
        assertThat(leak)
                .contains(
                        "  retained-objects +2 per operation",
                        " per operation: (*lru).put (within_test.go:",
                        "This is what one call keeps over its operations (@NoLeak(within) on WithinCase.forgetful).")
                .doesNotContain("go test -run");
        run.passes("mindful");
        run.passes("forgetfulByDefault");
        run.gateFailure("failing", "ERROR within.BenchmarkFailing: ");
        run.gateFailure(
                "uncounted",
                "INCONCLUSIVE within.BenchmarkUncounted: What grows within a call could not be followed: its operations are not counted by b.Loop()");
    }

    @Test
    void fileSaysItForSome() throws IOException {
        Path file = Files.writeString(directory.resolve("limits.yml"), """
                defaults:
                  within: true
                scenarios:
                  "within.BenchmarkForgetful":
                    within: false
                  "within.BenchmarkReused":
                    limits: { retained-objects: 0 }
                """);

        GateRun run = GateRun.of(
                EngineTestKit.engine("noleak").selectors(selectClass(ModuleCase.class)),
                directory,
                "noleak.config",
                file.toString());

        run.passes("within.BenchmarkForgetful");
        run.passes("within.BenchmarkReused");
        assertThat(run.gateFailure("within.BenchmarkLeaking", "LEAK within.BenchmarkLeaking: "))
                .contains("limits.yml:2)");
    }

    @GoModule("src/test/go/odd")
    static class WithinCase {

        @NoLeak(benchmark = "within.BenchmarkForgetful", within = true)
        void forgetful() {}

        @NoLeak(benchmark = "within.BenchmarkMindful", within = true)
        void mindful() {}

        @NoLeak(benchmark = "within.BenchmarkForgetful")
        void forgetfulByDefault() {}

        @NoLeak(benchmark = "within.BenchmarkFailing", within = true)
        void failing() {}

        @NoLeak(benchmark = "within.BenchmarkUncounted", within = true)
        void uncounted() {}
    }

    @GoModule("src/test/go/odd")
    @GoBenchmarks(packages = "./within", include = "Benchmark(Forgetful|Reused|Leaking)")
    static class ModuleCase {}
}
