package io.github.noleak.gate.scenario;

import io.github.noleak.config.Settings;
import io.github.noleak.gate.Processes;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.judge.SeriesPlan;
import io.github.noleak.judge.SeriesSchedule;
import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.RunOutcome;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Stopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A series of a binary that has no checkpoints, as Go's testing package is not one that is known: each checkpoint is a
 * process of its own, which makes one call more than the one before.
 *
 * @param kept where the heap profile of each checkpoint is kept
 */
record ProcessSeries(ScenarioRun scenario, Path kept, Settings settings, LateFailures failures) {

    private static final double NANOS = 1e9;

    /** By how much the operations grow until it is known what one takes. */
    private static final int RAMP = 8;

    /** No process takes so many seconds only to start, */
    private static final double LATE_START = 0.25;

    /** and by so many it scatters. */
    private static final double START = 0.05;

    /** Says what broke a series off. */
    private static final class Broken extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Stopped stopped;

        Broken(Stopped stopped) {
            super(stopped.headline(), null, false, false);
            this.stopped = stopped;
        }
    }

    /** Runs as many processes as the series has calls, and before them those that tell what an operation takes. */
    Snapshots.Shown run(SeriesPlan plan) {
        try {
            return new Snapshots.Shown(
                    Optional.of(series(plan.operations() > 0 ? plan : sized(plan))), Optional.empty());
        } catch (Broken e) {
            return new Snapshots.Shown(Optional.empty(), Optional.of(e.stopped));
        }
    }

    private Series series(SeriesPlan plan) throws Broken {
        List<Snapshot> checkpoints = new ArrayList<>();
        List<Allocation> allocations = List.of();
        for (int calls = 1; calls <= plan.calls(); calls++) {
            Snapshot sample = sample(runPlan(plan, calls, SettlePolicy.QUICK));
            allocations = sample.allocations();
            checkpoints.add(sample.ofAllCalls());
        }
        Snapshot rested = plan.policy() == SettlePolicy.QUICK
                ? null
                : sample(runPlan(plan, plan.calls(), plan.policy())).ofAllCalls();
        return new Series(
                0,
                checkpoints,
                rested,
                allocations.size() == plan.calls()
                        ? allocations
                        : Collections.nCopies(plan.calls(), new Allocation(0, 0)));
    }

    /** A benchmark is called again in its process; each run of a test is a call. */
    private RunPlan runPlan(SeriesPlan plan, int calls, SettlePolicy policy) {
        double seconds = calls * plan.seconds();
        return scenario.scenario().isBenchmark()
                ? new RunPlan(plan.operations(), calls, policy, plan.profileRate(), seconds)
                : new RunPlan(calls * plan.operations(), 1, policy, plan.profileRate(), seconds);
    }

    /** Returns the plan with operations of a call that are deep enough, as far as there is time and room for them. */
    private SeriesPlan sized(SeriesPlan plan) throws Broken {
        SeriesSchedule schedule =
                SeriesSchedule.of(settings.budget().toNanos() / NANOS).ofItsOwn();
        Snapshot first = sample(new RunPlan(1, 1, SettlePolicy.QUICK, plan.profileRate(), 0));
        long operations = 1;
        double seconds = Math.max(0, first.seconds() - LATE_START);
        double most = schedule.depth();
        while (RAMP * operations <= Math.min(most, (double) schedule.depth() / plan.calls())
                && RAMP * seconds < schedule.longest()) {
            operations *= RAMP;
            Snapshot latest = sample(new RunPlan(operations, 1, SettlePolicy.QUICK, plan.profileRate(), 0));
            seconds = Math.max(0, latest.seconds() - first.seconds() - START);
            most = schedule.room(first, latest);
        }
        double perOperation = Math.max(1e-9, seconds / operations);
        long each = (long) (Math.min(schedule.depth(perOperation), most) / plan.calls());
        int calls = each < 1 && perOperation * plan.calls() > schedule.most() ? schedule.few() : plan.calls();
        long chosen = Math.max(1, each);
        return plan.sized(calls, chosen, chosen * perOperation);
    }

    private Snapshot sample(RunPlan runPlan) throws Broken {
        boolean first = runPlan.totalOperations() == 1;
        RunResult result = scenario.keeping(kept).run(Processes.request(runPlan, first, settings));
        failures.take(runPlan, result);
        RunOutcome attempt = Snapshots.of(runPlan, result, scenario.binary().gatePackage());
        if (attempt instanceof Snapshot sample) {
            keep(runPlan);
            return sample;
        }
        throw new Broken((Stopped) attempt);
    }

    /** Those who look for it know a checkpoint by its operations. */
    private void keep(RunPlan runPlan) {
        Path file = ScenarioRun.keptHeap(kept, runPlan.operations(), runPlan.repeats(), runPlan.profileRate());
        Path known = ScenarioRun.keptHeap(kept, runPlan.totalOperations(), 1, runPlan.profileRate());
        try {
            if (Files.exists(file) && !file.equals(known)) {
                Files.move(file, known, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A heap profile cannot be kept: " + e.getMessage(), e);
        }
    }
}
