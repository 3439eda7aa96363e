package io.github.noleak.junit;

import io.github.noleak.Verdict;
import io.github.noleak.go.GoException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.SeriesFindings;
import io.github.noleak.go.SeriesRequest;
import io.github.noleak.go.SeriesRun;
import io.github.noleak.go.TestBinary;
import io.github.noleak.verdict.Conclusion;
import io.github.noleak.verdict.Series;
import io.github.noleak.verdict.SeriesJudge;
import io.github.noleak.verdict.SeriesPlan;
import io.github.noleak.verdict.SeriesStep;
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
 * @param raw takes the heaps of a leak
 */
record SeriesClimb(Session session, TestBinary binary, ScenarioName name, RawProfiles raw, Activity activity) {

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
     * @return empty if series do not tell, or one of them broke off
     */
    Optional<Decision> run(SeriesJudge judge, Tried before) {
        Tried tried = before;
        List<SeriesFindings> found = new ArrayList<>();
        SeriesStep step = judge.next(tried);
        while (!(step instanceof SeriesStep.Decided)) {
            if (step instanceof SeriesStep.Run run) {
                Optional<SeriesFindings> latest = findings(run.plan());
                Optional<Series> series = latest.flatMap(f -> series(run.plan(), f));
                if (series.isEmpty()) {
                    return Optional.empty();
                }
                tried = tried.and(series.get());
                found.add(latest.get());
            } else if (step instanceof SeriesStep.Count count) {
                Optional<Series> series = findings(count.plan()).flatMap(f -> series(count.plan(), f));
                tried = tried.and(new Tried.Counted(count.iterations(), series));
            } else {
                LOGGER.log(Level.DEBUG, () -> "Series do not tell of " + name.goName());
                return Optional.empty();
            }
            step = judge.next(tried);
        }
        Conclusion conclusion = ((SeriesStep.Decided) step).conclusion();
        Triple measured = conclusion.measured();
        if (measured != null && conclusion.verdict() == Verdict.LEAK) {
            found.forEach(series -> raw.keep(series, measured));
        }
        return Optional.of(new Decision(conclusion, tried));
    }

    private Optional<Series> series(SeriesPlan plan, SeriesFindings findings) {
        return Samples.series(findings, plan.profileRate(), binary.gatePackage());
    }

    private Optional<SeriesFindings> findings(SeriesPlan plan) {
        SeriesRequest request = SeriesRequests.alone(session.settings(), plan);
        SeriesRun.Result result;
        try {
            result = activity.during(
                    doing(plan),
                    () -> session.inPlace(() -> new SeriesRun(session.workplace(), binary).run(name, request)));
        } catch (GoException e) {
            LOGGER.log(Level.DEBUG, () -> "No series of " + name.goName() + ": " + e.headline());
            return Optional.empty(); // a run of its own will say so
        }
        if (!result.ended()
                || result.announced().hasSkipped()
                || result.series().size() != 1) {
            return Optional.empty();
        }
        SeriesFindings found = result.series().get(0);
        LOGGER.log(Level.DEBUG, () -> "Series of " + found.name() + ": " + found.ended());
        return found.name().equals(name.goName()) ? Optional.of(found) : Optional.empty();
    }

    private static String doing(SeriesPlan plan) {
        return plan.operations() == 0
                ? "calling it in a series"
                : String.format(Locale.ROOT, "calling it in a series of %,d operations each", plan.operations());
    }
}
