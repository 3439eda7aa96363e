package io.github.noleak.gate.scenario;

import io.github.noleak.Leak;
import io.github.noleak.diagnosis.TracedWaits;
import io.github.noleak.gate.Session;
import io.github.noleak.go.inspect.ExecutionTrace;
import io.github.noleak.go.inspect.LastWaits;
import io.github.noleak.go.run.RunRequest;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.pprof.CallStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario that leaks goroutines once more with an execution trace, where that is asked for.
 *
 * @param kept where the trace is kept
 */
record TraceCheck(Session session, ScenarioRun scenario, Path kept) {

    /** So many goroutines of each leak are seen, ... */
    private static final double WANTED = 20;

    /** ... in so many operations at least, and at most: a trace grows with them. */
    private static final long LEAST = 100;

    private static final long MOST = 2_000;

    /**
     * What came of it.
     *
     * @param operations how many were traced
     * @param trace null where there is none
     * @param notices why there is none
     */
    record Traced(long operations, @Nullable ExecutionTrace trace, Path file, List<String> notices) {

        static Traced none(String... notices) {
            return new Traced(0, null, Path.of(""), List.of(notices));
        }

        /** Returns the files that a reader may want, by the ends of their names. */
        Map<String, Path> files() {
            return trace == null ? Map.of() : Map.of("trace", file, "blocking.pb.gz", trace.blockingFile());
        }

        /** Returns what was seen of the goroutines of a leak. */
        Optional<TracedWaits> waits(GoroutineCount leak) {
            return trace == null ? Optional.empty() : Optional.of(waits(leak, trace));
        }

        private TracedWaits waits(GoroutineCount leak, ExecutionTrace of) {
            CallStack stack = leak.stack();
            LastWaits events = of.events();
            List<LastWaits.LastWait> lasting = events == null
                    ? List.of()
                    : events.waits().stream()
                            .filter(w -> TracedWaits.same(stack, w.stack()))
                            .toList();
            double last =
                    lasting.stream().mapToDouble(LastWaits.LastWait::last).max().orElse(0);
            return new TracedWaits(
                    operations,
                    TracedWaits.tellsOfEnded(leak.state()) ? of.ended(other -> TracedWaits.same(stack, other)) : -1,
                    lasting.stream().mapToInt(LastWaits.LastWait::goroutines).sum(),
                    lasting.stream()
                            .mapToDouble(LastWaits.LastWait::first)
                            .min()
                            .orElse(0),
                    last,
                    events == null ? 0 : events.seconds() - last);
        }
    }

    Traced of(Conclusion conclusion) {
        ThreeSnapshots measured = conclusion.measured();
        List<Growth> goroutines = conclusion.failing(Leak.Kind.GOROUTINE);
        if (measured == null || goroutines.isEmpty() || !session.tracing()) {
            return Traced.none();
        }
        double rarest = goroutines.stream()
                .mapToDouble(Growth::objectsPerOperation)
                .min()
                .orElse(1);
        RunPlan small = measured.small().runPlan();
        double wanted = Math.min(MOST, Math.max(LEAST, Math.ceil(WANTED / rarest)));
        long operations = Math.min(small.totalOperations(), (long) wanted);
        return run(BestEffort.runPlan(operations, small));
    }

    /** Go calls a benchmark with one operation first. */
    private long traced(long operations) {
        return scenario.scenario().isBenchmark() && operations > 1 ? operations + 1 : operations;
    }

    private Traced run(RunPlan runPlan) {
        RunResult result = BestEffort.run(session, scenario.keeping(kept), runPlan, RunRequest.Look.TRACE);
        if (result instanceof RunResult.Ended ended) {
            return Traced.none("There is no execution trace (noleak.trace): " + ended.headline());
        }
        Path file = ScenarioRun.keptTrace(kept);
        return session.inPlace(() -> ExecutionTrace.read(
                        session.workplace(), scenario.binary().module(), file, kept))
                .map(trace -> new Traced(traced(runPlan.operations()), trace, file, List.of()))
                .orElseGet(() -> Traced.none(
                        "The execution trace (noleak.trace) of %,d operations is too large, or \"go tool trace\" cannot read it"
                                .formatted(runPlan.operations())));
    }
}
