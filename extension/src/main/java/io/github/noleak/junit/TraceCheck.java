package io.github.noleak.junit;

import io.github.noleak.Leak;
import io.github.noleak.go.ExecutionTrace;
import io.github.noleak.go.RunRequest;
import io.github.noleak.go.RunResult;
import io.github.noleak.go.ScenarioRun;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Profile;
import io.github.noleak.verdict.Care;
import io.github.noleak.verdict.Conclusion;
import io.github.noleak.verdict.GoroutineCount;
import io.github.noleak.verdict.Growth;
import io.github.noleak.verdict.TracedWaits;
import io.github.noleak.verdict.Trial;
import io.github.noleak.verdict.Triple;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario that leaks goroutines once more with an execution trace, where that is asked for.
 *
 * @param scenario keeps the trace
 * @param kept where
 */
record TraceCheck(Session session, ScenarioRun scenario, Path kept) {

    /** So many operations of each kind that leaves a goroutine are seen, ... */
    private static final double WANTED = 20;

    /** ... and so many at least. */
    private static final long LEAST = 100;

    /** The bytes between two samples of the heap profile, which nobody looks at here: those that Go takes by itself. */
    private static final int FEW = 512 << 10;

    /**
     * What came of it.
     *
     * @param operations how many were traced
     * @param trace null where there is none
     * @param notices why there is none
     */
    record Traced(long operations, @Nullable ExecutionTrace trace, Path file, List<String> notices) {

        private static Traced none(String... notices) {
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
            Profile blocking = of.blocking();
            int contentions = blocking.sampleType("contentions");
            long[] ended = new long[1];
            blocking.forEach((other, values) -> {
                if (TracedWaits.same(stack, other)) {
                    ended[0] += values[contentions];
                }
            });
            ExecutionTrace.Events events = of.events();
            List<ExecutionTrace.LastWait> lasting = events == null
                    ? List.of()
                    : events.waits().stream()
                            .filter(w -> TracedWaits.same(stack, w.stack()))
                            .toList();
            double last = lasting.stream()
                    .mapToDouble(ExecutionTrace.LastWait::last)
                    .max()
                    .orElse(0);
            return new TracedWaits(
                    operations,
                    TracedWaits.ended(leak.state()) ? ended[0] : -1,
                    lasting.stream()
                            .mapToInt(ExecutionTrace.LastWait::goroutines)
                            .sum(),
                    lasting.stream()
                            .mapToDouble(ExecutionTrace.LastWait::first)
                            .min()
                            .orElse(0),
                    last,
                    events == null ? 0 : events.seconds() - last);
        }
    }

    Traced of(Conclusion conclusion) {
        Triple measured = conclusion.measured();
        List<Growth> goroutines = conclusion.failing(Leak.Kind.GOROUTINE);
        if (measured == null || goroutines.isEmpty() || !session.tracing()) {
            return Traced.none();
        }
        double rarest = goroutines.stream()
                .mapToDouble(Growth::objectsPerOperation)
                .min()
                .orElse(1);
        Trial small = measured.small().trial();
        long operations =
                Math.min(small.totalOperations(), Math.max(LEAST, (long) Math.ceil(WANTED / Math.max(rarest, 1e-9))));
        return session.inPlace(() -> run(new Trial(operations, 1, Care.PATIENT, FEW, small.expectedSeconds())));
    }

    private Traced run(Trial trial) {
        Climb climb = new Climb(scenario, session.settings(), session.processes());
        RunResult result = scenario.run(climb.request(trial, false).with(RunRequest.Look.TRACE));
        if (result instanceof RunResult.Ended ended) {
            return Traced.none("There is no execution trace (noleak.trace): " + ended.headline());
        }
        Path file = ScenarioRun.keptTrace(kept);
        return ExecutionTrace.read(session.workplace(), scenario.binary().module(), file, kept)
                .map(trace -> new Traced(trial.operations(), trace, file, List.of()))
                .orElseGet(() -> Traced.none("The execution trace (noleak.trace) of %,d operations is too large for"
                                .formatted(trial.operations())
                        + " \"go tool trace\", or cannot be read by it"));
    }
}
