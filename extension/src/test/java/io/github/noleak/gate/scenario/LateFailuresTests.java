package io.github.noleak.gate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Verdict;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.pprof.ProfileBuilder;
import io.github.noleak.pprof.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("go-alone")
class LateFailuresTests {

    private static final RunPlan RUN_PLAN = new RunPlan(100, 1, SettlePolicy.QUICK, 1, 0.1);
    private static final Findings FINDINGS = new Findings(
            "go1.26.8",
            0.1,
            1,
            true,
            ProfileBuilder.of(new ValueType("inuse_objects", "count")).build(),
            1,
            16,
            List.of(),
            false,
            1_000,
            Map.of("goroutines", 2L),
            1_024,
            List.of(),
            List.of());
    private static final RunResult WELL = new RunResult.Measured(FINDINGS);
    private static final RunResult BADLY = new RunResult.FailedLater(
            FINDINGS,
            new RunResult.Ended(
                    RunResult.Cause.FAILED, "failed after its tests had passed (exit code 1)", List.of("why")));

    private final LateFailures failures = new LateFailures();

    @Test
    void processesThatEndWellChangeNothing() {
        failures.take(RUN_PLAN, WELL);
        assertThat(failures.appliedTo(conclusion(Verdict.CLEAN))).isEqualTo(conclusion(Verdict.CLEAN));
    }

    @Test
    void failureOfEachProcessIsAnErrorWhereNothingGrows() {
        failures.take(RUN_PLAN, BADLY);
        failures.take(RUN_PLAN, BADLY);

        Conclusion applied = failures.appliedTo(conclusion(Verdict.CLEAN));

        assertThat(applied.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(applied.stopped()).isNotNull();
        assertThat(applied.stopped().headline()).isEqualTo("failed after its tests had passed (exit code 1)");
        assertThat(applied.stopped().details()).containsExactly("why");
    }

    @Test
    void failureByChanceIsNoted() {
        failures.take(RUN_PLAN, WELL);
        failures.take(RUN_PLAN, BADLY);
        failures.take(RUN_PLAN, new RunResult.Ended(RunResult.Cause.TOO_SLOW, "slow", List.of()));

        Conclusion applied = failures.appliedTo(conclusion(Verdict.CLEAN));

        assertThat(applied.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(applied.notices())
                .containsExactly("1 of 2 processes failed after its tests had passed (exit code 1).");
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"LEAK", "REGRESSION", "ERROR"})
    void otherVerdictsStand(Verdict verdict) {
        failures.take(RUN_PLAN, BADLY);
        assertThat(failures.appliedTo(conclusion(verdict))).isEqualTo(conclusion(verdict));
    }

    private static Conclusion conclusion(Verdict verdict) {
        return new Conclusion(verdict, null, List.of(), List.of(), 100, null, List.of());
    }
}
