package io.github.noleak.gate.scenario;

import io.github.noleak.Leak;
import io.github.noleak.diagnosis.RetainingPaths;
import io.github.noleak.gate.Session;
import io.github.noleak.go.inspect.ReferenceTool;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.Proof;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.Profile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the tool of references, where a user has it, who holds what most of is kept. */
record RetainingPathSearch(Session session, ScenarioRun scenario) {

    Function<Growth, List<String>> of(Conclusion conclusion) {
        ThreeSnapshots measured = conclusion.measured();
        Optional<Growth> most =
                conclusion.failing(Leak.Kind.HEAP).stream().max(Comparator.comparingDouble(Growth::bytesPerOperation));
        Optional<ReferenceTool> tool = most.isEmpty() ? Optional.empty() : ReferenceTool.find(environment());
        if (measured == null || tool.isEmpty()) {
            return leak -> List.of();
        }
        double all = conclusion.leaks().stream()
                .map(Proof::growth)
                .filter(growth -> growth.subject().kind() == Leak.Kind.HEAP)
                .mapToDouble(Growth::bytesPerOperation)
                .sum();
        List<String> path = path(tool.get(), measured, most.get().bytesPerOperation(), all);
        return leak -> leak.equals(most.get()) ? path : List.of();
    }

    /** Returns the environment of the Go processes. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(scenario.binary().module().settings().environment());
        return environment;
    }

    private List<String> path(ReferenceTool tool, ThreeSnapshots measured, double most, double all) {
        RunPlan small = measured.small().runPlan();
        RunPlan middle = measured.middle().runPlan();
        double operations = middle.totalOperations() - small.totalOperations();
        Profile before = look(tool, small);
        Profile after = before == null ? null : look(tool, middle);
        return before == null || after == null
                ? List.of()
                : RetainingPaths.path(before, after, most * operations, (all - most) * operations);
    }

    private @Nullable Profile look(ReferenceTool tool, RunPlan like) {
        AtomicReference<@Nullable Profile> seen = new AtomicReference<>();
        RunResult result = BestEffort.run(
                session,
                scenario,
                BestEffort.runPlan(like.totalOperations(), like),
                (pid, executable) -> seen.set(
                        tool.attach(session.workplace(), pid, executable).orElse(null)));
        return BestEffort.findings(result).isPresent() ? seen.get() : null;
    }
}
