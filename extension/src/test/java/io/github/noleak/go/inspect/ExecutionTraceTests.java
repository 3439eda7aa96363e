package io.github.noleak.go.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.RunRequest;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reads traces of real runs with the tool of the toolchain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutionTraceTests {

    private static final int OPERATIONS = 50;

    /** Lines of BenchmarkForgotten: a wait that never ends, and one that does. */
    private static final int LEAK = 53;

    private static final int BEGUN = 55;

    private final Workplace workplace = Workplace.open();

    @AfterAll
    void close() {
        workplace.close();
    }

    @Test
    @Tag("go-matrix")
    void goroutinesThatNeverRunAgainAreToldApartFromThoseThatDo(@TempDir Path kept) {
        ScenarioRun scenario = Fixture.of(workplace, Fixture.ODD)
                .scenario("small.BenchmarkForgotten")
                .keeping(kept);
        Findings findings =
                Fixture.measured(scenario.run(Fixture.request(OPERATIONS).with(RunRequest.Look.TRACE)));

        ExecutionTrace trace = ExecutionTrace.read(
                        workplace, scenario.binary().module(), ScenarioRun.keptTrace(kept), kept)
                .orElseThrow();

        assertThat(trace.blocking().sampleTypes()).extracting("type").contains("contentions", "delay");
        assertThat(ended(trace, LEAK)).as("waits that last").isZero();
        assertThat(ended(trace, BEGUN)).as("waits that ended").isPositive();
        boolean told = Fixture.minor(findings.goVersion()) >= 22;
        assertThat(trace.events() != null).as(findings.goVersion()).isEqualTo(told);
        if (told) {
            assertThat(Objects.requireNonNull(trace.events()).waits())
                    .filteredOn(w -> w.stack().frames().stream().anyMatch(f -> isAt(f, LEAK)))
                    .singleElement()
                    .satisfies(w -> assertThat(w.goroutines()).isBetween(OPERATIONS, OPERATIONS + 1))
                    .satisfies(w -> assertThat(w.first()).isPositive().isLessThanOrEqualTo(w.last()))
                    .satisfies(
                            w -> assertThat(w.last()).isLessThan(trace.events().seconds()));
        }
    }

    private static long ended(ExecutionTrace trace, int line) {
        return trace.ended(stack -> stack.frames().stream().anyMatch(f -> isAt(f, line)));
    }

    private static boolean isAt(Frame frame, int line) {
        return frame.file().endsWith("small_test.go") && frame.line() == line;
    }

    @Test
    void whatIsNoTraceIsNone(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("trace"), "go 1.23 trace\0\0\0and then nothing of the kind");

        assertThat(ExecutionTrace.read(
                        workplace, Fixture.of(workplace, Fixture.ODD).module(), file, directory))
                .isEmpty();
    }
}
