package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Verdict;
import io.github.noleak.gate.Activity;
import io.github.noleak.gate.ProcessSlots;
import io.github.noleak.gate.Session;
import io.github.noleak.go.GoException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.run.ScenarioRun;
import io.github.noleak.go.run.SeriesFindings;
import io.github.noleak.go.run.SeriesRequest;
import io.github.noleak.go.run.SeriesResult;
import io.github.noleak.go.run.SeriesRun;
import io.github.noleak.judge.BrokenSeries;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.SeriesJudge;
import io.github.noleak.judge.SeriesPlan;
import io.github.noleak.judge.SeriesSoFar;
import io.github.noleak.judge.SeriesStep;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.ThreeSnapshots;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Runs the series of one scenario that the judge asks for, each in a process of its own, until it has decided.
 *
 * @param guest who takes a place for each process
 * @param raw takes the heaps of a leak
 */
@API(status = INTERNAL, since = "0.1")
public record SeriesScheduler(
        Session session,
        TestBinary binary,
        ScenarioName name,
        ProcessSlots.Guest guest,
        RawProfiles raw,
        Activity activity) {

    private static final Logger LOGGER = System.getLogger(SeriesScheduler.class.getName());

    /**
     * What was decided, and by which series.
     *
     * @param soFar all that were run
     */
    record Decision(Conclusion conclusion, SeriesSoFar soFar) {}

    /**
     * Goes on after some series.
     */
    Decision run(SeriesJudge judge, SeriesSoFar before) {
        BrokenSeries judging = new BrokenSeries(judge);
        SeriesSoFar soFar = before;
        List<Stopped> broken = new ArrayList<>();
        List<SeriesFindings> found = new ArrayList<>();
        LateFailures failures = new LateFailures();
        SeriesStep step = judging.next(soFar, broken);
        while (!(step instanceof SeriesStep.Decided)) {
            if (step instanceof SeriesStep.Run run) {
                Snapshots.Shown shown = series(run.plan(), places(broken), failures, found);
                soFar = shown.series().map(soFar::and).orElse(soFar);
                shown.doubt().ifPresent(broken::add);
            } else if (step instanceof SeriesStep.Count count) {
                // One that breaks off is no failure of the scenario: it is only not compared.
                Snapshots.Shown shown = series(count.plan(), places(broken), failures, found);
                soFar = soFar.and(new SeriesSoFar.Counted(count.iterations(), shown.series()));
            } else if (step instanceof SeriesStep.CallSlowly slowly) {
                // Where each checkpoint is a process, all of its time is that of its calls.
                soFar = soFar.andSlow(
                        binary.series()
                                ? series(slowly.plan(), places(broken), failures, found)
                                        .series()
                                : Optional.empty());
            } else {
                LOGGER.log(Level.DEBUG, () -> "Series do not tell of " + name.goName() + ": once more");
                soFar = soFar.anew();
            }
            step = judging.next(soFar, broken);
        }
        Conclusion conclusion = failures.appliedTo(((SeriesStep.Decided) step).conclusion());
        ThreeSnapshots measured = conclusion.measured();
        if (measured != null && conclusion.verdict() == Verdict.LEAK) {
            found.forEach(series -> raw.keep(series, measured));
        }
        return new Decision(conclusion, soFar);
    }

    private static Optional<SeriesFindings> findings(SeriesResult result) {
        if (result instanceof SeriesResult.FailedLater late) {
            return Optional.of(late.findings());
        }
        return result instanceof SeriesResult.Complete complete ? Optional.of(complete.findings()) : Optional.empty();
    }

    /** Returns what a series shows, or what broke it off. */
    private Snapshots.Shown shown(SeriesResult result, SeriesPlan plan) {
        if (result instanceof SeriesResult.BrokenOff off) {
            Stopped stopped = Snapshots.stopped(off.end(), off.operations(), plan.profileRate());
            return new Snapshots.Shown(Optional.empty(), Optional.of(stopped));
        }
        return Snapshots.series(findings(result).orElseThrow(), plan.profileRate(), binary.gatePackage());
    }

    /**
     * Returns how many of the places for processes one takes: what sets up for long keeps several processors busy, as Go's
     * garbage collector does in a heap that grows fast.
     */
    private int places(List<Stopped> broken) {
        return BrokenSeries.isSlowAtFirst(broken) ? heavy(session.settings().parallelism()) : 1;
    }

    /** Returns how many of the places a process takes that sets up for long. */
    public static int heavy(int parallelism) {
        return Math.max(1, parallelism / 2);
    }

    private Snapshots.Shown series(SeriesPlan plan, int places, LateFailures failures, List<SeriesFindings> found) {
        Activity.Step waiting = activity.begin("waiting for " + (places == 1 ? "one" : places) + " of " + guest.among()
                + " places for processes (noleak.parallelism)");
        try {
            guest.enter(places);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while " + name.goName() + " ran", List.of());
        } finally {
            waiting.close();
        }
        try {
            return activity.during(
                    doing(plan),
                    () -> binary.series() ? inOneProcess(plan, failures, found) : inProcesses(plan, failures));
        } finally {
            guest.leave(places);
        }
    }

    private Snapshots.Shown inOneProcess(SeriesPlan plan, LateFailures failures, List<SeriesFindings> found) {
        SeriesRequest request = SeriesRequests.alone(session.settings(), plan);
        SeriesResult result = new SeriesRun(session.workplace(), binary).run(name, request);
        LOGGER.log(
                Level.DEBUG,
                () -> plan + " of " + name.goName() + ": " + result.getClass().getSimpleName());
        if (result instanceof SeriesResult.FailedLater late) {
            failures.take(Snapshots.stopped(late.failure(), late.findings().operations(), plan.profileRate()));
        } else if (result instanceof SeriesResult.Complete) {
            failures.take(null);
        }
        findings(result).ifPresent(found::add);
        return shown(result, plan);
    }

    private Snapshots.Shown inProcesses(SeriesPlan plan, LateFailures failures) {
        ScenarioRun scenario = new ScenarioRun(session.workplace(), binary, name);
        return new ProcessSeries(scenario, raw.directory(), session.settings(), failures).run(plan);
    }

    private static String doing(SeriesPlan plan) {
        return plan.operations() == 0
                ? "calling it in a series"
                : String.format(Locale.ROOT, "calling it in a series of %,d operations each", plan.operations());
    }
}
