package io.github.noleak.go.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.RunResult.Cause;
import io.github.noleak.go.run.RunResult.Ended;
import io.github.noleak.go.run.RunResult.FailedLater;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs code that looks for leaks by itself: it finds its own, and nothing of the gate's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("go-matrix")
class LeakCheckersTests {

    private static final Path CHECKS = Path.of("src/test/go/checks");

    private final Workplace workplace = Workplace.open();
    private Fixture checks;

    @BeforeAll
    void list() {
        checks = Fixture.of(workplace, CHECKS);
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"counted.BenchmarkCounts", "counted.TestCounts", "verified.BenchmarkSum", "verified.TestSum"})
    void nothingOfTheGateIsFound(String id) {
        RunResult result = checks.scenario(id).run(Fixture.request(20));
        assertThat(result)
                .as(() -> result instanceof Ended ended ? ended.headline() + ended.details() : "")
                .isInstanceOf(RunResult.Measured.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verifiedleak.BenchmarkGone", "verifiedleak.TestGone"})
    void whatTheyFindIsMeasuredThoughTheyFailTheProcess(String id) {
        RunResult result = checks.scenario(id).run(Fixture.request(20));

        assertThat(result).isInstanceOf(FailedLater.class);
        FailedLater failed = (FailedLater) result;
        assertThat(Fixture.goroutinesIn(failed.findings(), "verifiedleak_test.go"))
                .isBetween(20, 22); // that of TestMain, and one from the trial run
        assertThat(failed.failure().headline()).isEqualTo("failed after its tests had passed (exit code 1)");
        assertThat(String.join("\n", failed.failure().details())).contains("verifiedleak_test.go:23");
    }

    @Test
    void failureOfTheScenarioIsNoneOfWhatComesLater() {
        Ended ended = Fixture.ended(checks.scenario("teardown.BenchmarkFails").run(Fixture.request(20)));
        assertThat(ended.cause()).isEqualTo(Cause.FAILED);
        assertThat(String.join("\n", ended.details())).contains("on purpose");
    }

    @Test
    void deadlockIsAHangInGosOwnWords() {
        Ended ended = Fixture.ended(checks.scenario("stuck.BenchmarkDeadlock").run(Fixture.request(1)));
        assertThat(ended.cause()).isEqualTo(Cause.HUNG);
        assertThat(ended.headline()).isEqualTo("fatal error: all goroutines are asleep - deadlock!");
        assertThat(String.join("\n", ended.details())).contains("stuck_test.go:13");
    }

    @Test
    void codeThatCatchesTheFirstSignalIsAskedByAnother() {
        Ended ended =
                Fixture.ended(checks.scenario("stuck.BenchmarkCatchesQuit").run(hasty()));
        assertThat(ended.cause()).isEqualTo(Cause.HUNG);
        assertThat(String.join("\n", ended.details())).contains("stuck_test.go:22");
    }

    @Test
    void stacksOfManyGoroutinesAreCounted() {
        Ended ended = Fixture.ended(checks.scenario("stuck.BenchmarkMany").run(hasty()));
        assertThat(ended.cause()).isEqualTo(Cause.HUNG);
        assertThat(ended.details()).contains("10000 goroutines: chan receive");
    }

    private static RunRequest hasty() {
        RunRequest usual = Fixture.request(1);
        return new RunRequest(
                1, 1, 1, usual.quiet(), usual.ceiling(), Duration.ofMillis(500), Duration.ofMillis(1500), true);
    }
}
