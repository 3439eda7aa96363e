package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts tests, as JUnit's timeout does. */
class InterruptTests {

    @TempDir
    Path reports;

    @Test
    void interruptedGateEndsItsProcessesAndIsInTheReport() throws Exception {
        CompletableFuture<GateRun> run = new CompletableFuture<>();
        Thread tests = new Thread(() -> {
            try {
                run.complete(GateRun.of(reports, HangingCase.class, "noleak.timeout", "30m"));
            } catch (Throwable e) {
                run.completeExceptionally(e);
            }
        });
        tests.start();
        await().atMost(Duration.ofMinutes(5))
                .until(() -> GateRun.descendants().stream().anyMatch(c -> c.contains("BenchmarkHangsAlive")));
        tests.interrupt();

        GateRun ended = run.get(10, TimeUnit.MINUTES); // and no process is left
        assertThat(ended.gateFailure("hangs", "ERROR hangs.BenchmarkHangsAlive: Interrupted while "))
                .contains("@Timeout");
        assertThat(ended.scenario("hangs").getString("verdict")).isEqualTo("error");
    }

    @GoModule("../example-tests/go/broken")
    static class HangingCase {

        @NoLeak(benchmark = "hangs.BenchmarkHangsAlive")
        void hangs() {}
    }
}
