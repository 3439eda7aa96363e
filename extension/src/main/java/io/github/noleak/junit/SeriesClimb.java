package io.github.noleak.junit;

import io.github.noleak.Verdict;
import io.github.noleak.go.GoException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.SeriesFindings;
import io.github.noleak.go.SeriesRequest;
import io.github.noleak.go.SeriesResult;
import io.github.noleak.go.SeriesRun;
import io.github.noleak.go.TestBinary;
import io.github.noleak.verdict.BrokenSeries;
import io.github.noleak.verdict.Conclusion;
import io.github.noleak.verdict.SeriesJudge;
import io.github.noleak.verdict.SeriesPlan;
import io.github.noleak.verdict.SeriesStep;
import io.github.noleak.verdict.Stopped;
import io.github.noleak.verdict.Tried;
import io.github.noleak.verdict.Triple;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs the series of one scenario that the judge asks for, each in a process of its own, until it has decided.
 *
 * @param guest who takes a place for each process
 * @param raw takes the heaps of a leak
 */
record SeriesClimb(
        Session session, TestBinary binary, ScenarioName name, Places.Guest guest, RawProfiles raw, Activity activity) {

    private static final Logger LOGGER = System.getLogger(SeriesClimb.class.getName());

    /**
     * What was decided, and by which series.
     *
     * @param tried all that were run
     */
    record Decision(Conclusion conclusion, Tried tried) {}

    /**
     * Goes on after some series.
     *
     * @return empty if series do not tell
     */
    Optional<Decision> run(SeriesJudge judge, Tried before) {
        BrokenSeries judging = new BrokenSeries(judge);
        Tried tried = before;
        List<Stopped> broken = new ArrayList<>();
        List<SeriesFindings> found = new ArrayList<>();
        LateFailures failures = new LateFailures();
        SeriesStep step = judging.next(tried, broken);
        while (!(step instanceof SeriesStep.Decided)) {
            if (step instanceof SeriesStep.Run run) {
                SeriesResult result = series(run.plan(), failures);
                Samples.Shown shown = shown(result, run.plan());
                tried = shown.series().map(tried::and).orElse(tried);
                shown.doubt().ifPresent(broken::add);
                findings(result).ifPresent(found::add);
                if (isSlowAtFirst(tried, broken)) {
                    return Optional.empty();
                }
            } else if (step instanceof SeriesStep.Count count) {
                // One that breaks off is no failure of the scenario: it is only not compared.
                Samples.Shown shown = shown(series(count.plan(), failures), count.plan());
                tried = tried.and(new Tried.Counted(count.iterations(), shown.series()));
            } else {
                LOGGER.log(Level.DEBUG, () -> "Series do not tell of " + name.goName());
                return Optional.empty();
            }
            step = judging.next(tried, broken);
        }
        Conclusion conclusion = failures.appliedTo(((SeriesStep.Decided) step).conclusion());
        Triple measured = conclusion.measured();
        if (measured != null && conclusion.verdict() == Verdict.LEAK) {
            found.forEach(series -> raw.keep(series, measured));
        }
        return Optional.of(new Decision(conclusion, tried));
    }

    private static Optional<SeriesFindings> findings(SeriesResult result) {
        if (result instanceof SeriesResult.FailedLater late) {
            return Optional.of(late.findings());
        }
        return result instanceof SeriesResult.Complete complete ? Optional.of(complete.findings()) : Optional.empty();
    }

    /** Returns what a series shows, or what broke it off. */
    private Samples.Shown shown(SeriesResult result, SeriesPlan plan) {
        if (result instanceof SeriesResult.BrokenOff off) {
            Stopped stopped = Samples.stopped(off.end(), off.operations(), plan.profileRate());
            return new Samples.Shown(Optional.empty(), Optional.of(stopped));
        }
        return Samples.series(findings(result).orElseThrow(), plan.profileRate(), binary.gatePackage());
    }

    /** Recording every object makes what a benchmark sets up many times slower: it is tried with few of them recorded. */
    private static boolean isSlowAtFirst(Tried tried, List<Stopped> broken) {
        if (broken.isEmpty() || !tried.series().isEmpty()) {
            return false;
        }
        Stopped latest = broken.get(broken.size() - 1);
        return latest.cause() == Stopped.Cause.TOO_SLOW && latest.trial().totalOperations() == 1;
    }

    private SeriesResult series(SeriesPlan plan, LateFailures failures) {
        SeriesRequest request = SeriesRequests.alone(session.settings(), plan);
        Activity.Step waiting =
                activity.begin("waiting for one of " + guest.among() + " places for processes (noleak.parallelism)");
        try {
            guest.enter(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoException("Interrupted while " + name.goName() + " ran", List.of());
        } finally {
            waiting.close();
        }
        try {
            SeriesResult result =
                    activity.during(doing(plan), () -> new SeriesRun(session.workplace(), binary).run(name, request));
            LOGGER.log(
                    Level.DEBUG,
                    () -> "Series of " + name.goName() + ": "
                            + result.getClass().getSimpleName());
            if (result instanceof SeriesResult.FailedLater late) {
                failures.take(Samples.stopped(late.failure(), late.findings().operations(), plan.profileRate()));
            } else if (result instanceof SeriesResult.Complete) {
                failures.take(null);
            }
            return result;
        } finally {
            guest.leave(1);
        }
    }

    private static String doing(SeriesPlan plan) {
        return plan.operations() == 0
                ? "calling it in a series"
                : String.format(Locale.ROOT, "calling it in a series of %,d operations each", plan.operations());
    }
}
