package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("go-alone")
class SpinningGoroutinesTests {

    @TempDir
    Path directory;

    @Test
    void goroutinesThatGoOnWorkingAreALeakOfOneAnOperation() {
        GateRun run = GateRun.of(directory, SpinningCase.class);

        assertThat(run.gateFailure("benchmark", "LEAK spinning.BenchmarkForgetful: "))
                .contains(
                        "goroutines       +1 per operation",
                        "1 goroutine per operation: closure in watch (spinning_test.go:",
                        "waiting: run",
                        "created by watch (spinning_test.go:14)");
        assertThat(run.gateFailure("test", "LEAK spinning.TestForgetful: "))
                .contains("goroutines       +1 per operation", "created by watch (spinning_test.go:14)");
        run.passes("fixedBenchmark");
        run.passes("fixedTest");
    }

    @GoModule("src/test/go/odd")
    static class SpinningCase {

        @NoLeak(benchmark = "spinning.BenchmarkForgetful")
        void benchmark() {}

        @NoLeak(test = "spinning.TestForgetful")
        void test() {}

        @NoLeak(benchmark = "spinning.BenchmarkMindful")
        void fixedBenchmark() {}

        @NoLeak(test = "spinning.TestMindful")
        void fixedTest() {}
    }
}
