package io.github.noleak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.go.GoException;
import io.github.noleak.report.Reports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTests {

    private static final Reports CACHE = new Reports("cache.BenchmarkPut", "", "", "", "");

    @Test
    void faultOfNoLeakSaysSoAndWhereInItsFirstLine() {
        LeakReport report = Failures.report(CACHE, new UncheckedIOException(new IOException("Stream closed")));

        assertThat(report.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(report.message().lines().findFirst().orElseThrow())
                .startsWith("ERROR cache.BenchmarkPut: NoLeak itself failed: java.io.UncheckedIOException: ")
                .contains("Stream closed, at io.github.noleak.gate.FailuresTests.")
                .contains("FailuresTests.java:");
        assertThat(report.message())
                .contains("This says nothing about the Go code.", "Caused by: java.io.IOException: Stream closed");
    }

    @Test
    void errorOfLinkageNamesTheClassPath() {
        assertThat(Failures.report(CACHE, new NoSuchFieldError("EMPTY")).message())
                .contains("NoSuchFieldError: EMPTY", "mvn dependency:tree");
    }

    @Test
    void faultWithoutAMessageOrAStackIsTold() {
        RuntimeException bare = new NullPointerException();
        bare.setStackTrace(new StackTraceElement[0]);

        assertThat(Failures.report(CACHE, bare).message())
                .startsWith("ERROR cache.BenchmarkPut: NoLeak itself failed: java.lang.NullPointerException\n");
    }

    @Test
    void interruptedScenarioSaysWhoInterruptsTests() {
        Thread.currentThread().interrupt();
        LeakReport report = Failures.report(CACHE, new GoException("Interrupted while BenchmarkPut ran", List.of()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.message())
                .startsWith("ERROR cache.BenchmarkPut: Interrupted while BenchmarkPut ran\n")
                .contains("@Timeout");
    }
}
