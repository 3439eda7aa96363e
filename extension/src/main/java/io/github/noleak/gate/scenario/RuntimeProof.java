package io.github.noleak.gate.scenario;

import io.github.noleak.Leak;
import io.github.noleak.diagnosis.Reachability;
import io.github.noleak.gate.Session;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.RunRequest;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.ThreeSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs a scenario that leaks goroutines once more, and has the runtime say which of them nothing can wake. */
record RuntimeProof(Session session, ScenarioRun scenario) {

    /** So many goroutines are no chance. */
    private static final double MANY = 10;

    Function<GoroutineCount, Optional<Reachability>> of(Conclusion conclusion) {
        ThreeSnapshots measured = conclusion.measured();
        List<Growth> goroutines = conclusion.failing(Leak.Kind.GOROUTINE);
        if (measured == null || goroutines.isEmpty()) {
            return leak -> Optional.empty();
        }
        boolean enough = goroutines.stream().allMatch(g -> g.objectsPerOperation() * measured.operations() >= MANY);
        RunPlan plan = enough ? measured.small().runPlan() : measured.large().runPlan();
        List<GoroutineCount> asked = ask(BestEffort.withFewSamples(plan));
        return leak -> Reachability.of(leak, asked);
    }

    /** Returns the goroutines of a run whose runtime was asked; none where it cannot be. */
    private List<GoroutineCount> ask(RunPlan runPlan) {
        return session.provingBinary(scenario.binary())
                .map(proving -> new ScenarioRun(session.workplace(), proving, scenario.scenario()))
                .map(proving -> BestEffort.run(session, proving, runPlan, RunRequest.Look.LEAK_PROOF))
                .flatMap(BestEffort::findings)
                .filter(Findings::leakProof)
                .map(findings -> findings.goroutines().stream()
                        .map(Snapshots::goroutines)
                        .toList())
                .orElse(List.of());
    }
}
