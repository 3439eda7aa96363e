package io.github.noleak.junit;

import io.github.noleak.Leak;
import io.github.noleak.go.ReferenceTool;
import io.github.noleak.go.RunResult;
import io.github.noleak.go.ScenarioRun;
import io.github.noleak.pprof.Profile;
import io.github.noleak.verdict.Care;
import io.github.noleak.verdict.Conclusion;
import io.github.noleak.verdict.Growth;
import io.github.noleak.verdict.Holders;
import io.github.noleak.verdict.Trial;
import io.github.noleak.verdict.Triple;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the tool of references, where a user has it, who holds what most of is kept. */
record HolderSearch(Session session, ScenarioRun scenario) {

    /** The bytes between two samples of the heap profile, which nobody looks at here. */
    private static final int FEW = 512 << 10;

    Function<Growth, List<String>> of(Conclusion conclusion) {
        Triple measured = conclusion.measured();
        Optional<ReferenceTool> tool = ReferenceTool.find(environment());
        Optional<Growth> most =
                conclusion.failing(Leak.Kind.HEAP).stream().max(Comparator.comparingDouble(Growth::bytesPerOperation));
        if (measured == null || tool.isEmpty() || most.isEmpty()) {
            return leak -> List.of();
        }
        List<String> path = path(tool.get(), measured, most.get());
        return leak -> leak.equals(most.get()) ? path : List.of();
    }

    /** Returns the environment of the Go processes. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(scenario.binary().module().settings().environment());
        return environment;
    }

    private List<String> path(ReferenceTool tool, Triple measured, Growth leak) {
        Trial small = measured.small().trial();
        Trial middle = measured.middle().trial();
        Profile before = look(tool, small);
        Profile after = before == null ? null : look(tool, middle);
        return before == null || after == null
                ? List.of()
                : Holders.path(
                        before, after, leak.bytesPerOperation() * (middle.totalOperations() - small.totalOperations()));
    }

    private @Nullable Profile look(ReferenceTool tool, Trial of) {
        Trial trial = new Trial(of.totalOperations(), 1, Care.PATIENT, FEW, of.expectedSeconds());
        Climb climb = new Climb(scenario, session.settings(), session.processes());
        AtomicReference<@Nullable Profile> seen = new AtomicReference<>();
        RunResult result = session.inPlace(() -> scenario.run(
                climb.request(trial, false),
                (pid, executable) -> seen.set(
                        tool.attach(session.workplace(), pid, executable).orElse(null))));
        return result instanceof RunResult.Measured ? seen.get() : null;
    }
}
