package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.config.Annotations;
import io.github.noleak.gate.GateFailure;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.scenario.Gate;
import io.github.noleak.go.module.BuildSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestEndTests {

    @TempDir
    Path reports;

    @Test
    void faultOfNoLeakItselfIsAnErrorOfTheScenarioAndFailsItsTest() throws Exception {
        try (Session session = session("fail")) {
            Gate gate = new Gate(session, Progress.ofOne());
            LeakReport report = gate.run("cache.BenchmarkPut", TestEndTests::fail, Annotations.none(), "T.put");

            assertThat(report.verdict()).isEqualTo(Verdict.ERROR);
            assertThat(Files.readString(reports.resolve("report.json")))
                    .contains("\"id\":\"cache.BenchmarkPut\"", "\"test\":\"T.put\"", "\"verdict\":\"error\"")
                    .contains("ERROR cache.BenchmarkPut: NoLeak itself failed: java.io.UncheckedIOException: ");
            assertThatThrownBy(() -> new TestEnd(session).of(report))
                    .isInstanceOf(GateFailure.class)
                    .hasMessageContaining(
                            "Stream closed, at io.github.noleak.junit.TestEndTests.fail(TestEndTests.java:");
        }
    }

    @Test
    void errorOfTheJvmIsAnErrorOfTheScenarioAndFailsNothingInReportMode() {
        try (Session session = session("report")) {
            Gate gate = new Gate(session, Progress.ofOne());
            LeakReport report = gate.run(
                    "cache.BenchmarkPut",
                    () -> {
                        throw new NoSuchFieldError("EMPTY");
                    },
                    Annotations.none(),
                    "T.put");

            assertThat(report.message()).startsWith("ERROR cache.BenchmarkPut: NoLeak itself failed: ");
            new TestEnd(session).of(report);
        }
    }

    private static BuildSettings fail() {
        throw new UncheckedIOException(new IOException("Stream closed"));
    }

    private Session session(String mode) {
        Map<String, String> settings = Map.of("noleak.report.dir", reports.toString(), "noleak.mode", mode);
        return Session.open(key -> Optional.ofNullable(settings.get(key)), settings.keySet());
    }
}
