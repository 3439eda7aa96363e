package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Gates Go code that looks for leaks by itself, and fails its process for them. */
@Tag("go-alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfCheckingCodeTests {

    private GateRun run;

    @BeforeAll
    void gate(@TempDir Path reports) {
        run = GateRun.of(reports, ChecksCase.class);
        assertThat(run.verdicts()).hasSize(5);
    }

    @Test
    void codeThatCountsWhatItHasIsClean() {
        run.passes("counted");
    }

    @Test
    void codeThatLooksForGoroutinesAtTheEndIsClean() {
        run.passes("verified");
    }

    @Test
    void leakThatItFindsItselfIsALeak() {
        assertThat(run.gateFailure("verifiedLeak", "LEAK verifiedleak.BenchmarkGone: "))
                .contains("+1 per operation", "verifiedleak_test.go:23", "waiting: chan send");
    }

    @Test
    void failureThatNoGrowthExplainsIsAnError() {
        assertThat(run.gateFailure(
                        "teardown", "ERROR teardown.BenchmarkNothing: failed after its tests had passed (exit code 4)"))
                .contains("the database did not stop");
    }

    @Test
    void deadlockIsAHangWithTheLineThatWaits() {
        assertThat(run.gateFailure("deadlock", "HANG stuck.BenchmarkDeadlock: fatal error: all goroutines are asleep"))
                .contains("stuck_test.go:13");
    }

    @GoModule("src/test/go/checks")
    static class ChecksCase {

        @NoLeak(benchmark = "counted.BenchmarkCounts")
        void counted() {}

        @NoLeak(benchmark = "verified.BenchmarkSum")
        void verified() {}

        @NoLeak(benchmark = "verifiedleak.BenchmarkGone")
        void verifiedLeak() {}

        @NoLeak(benchmark = "teardown.BenchmarkNothing")
        void teardown() {}

        @NoLeak(benchmark = "stuck.BenchmarkDeadlock")
        void deadlock() {}
    }
}
