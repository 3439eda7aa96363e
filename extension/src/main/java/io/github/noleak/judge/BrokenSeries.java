package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Verdict;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.Stopped.Cause;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Decides where a series broke off: what fails, hangs or gets slow after many operations may do so because of a leak, which
 * fewer of them show.
 *
 * <p>It keeps no state: the same series give the same step.
 */
@API(status = INTERNAL, since = "0.1")
public record BrokenSeries(SeriesJudge judge) {

    /** What fails after fewer operations fails before a leak can show. */
    private static final long FEWEST = 8;

    /** After a failure there are so many times fewer: files or goroutines that ran out would do so again after half. */
    private static final double FEWER = 4;

    /** What was too slow may be slower than in proportion. */
    private static final double SLOWER = 8;

    /** What breaks off again and again with ever fewer operations is not worth more time. */
    private static final int MOST = 3;

    private static final Set<Cause> LATE = Set.of(Cause.FAILED, Cause.HUNG, Cause.TOO_SLOW);

    private static final String NOT_JUDGED =
            "%,d operations took far longer than fewer let expect, and were ended: nothing was judged from there on. Run"
                    + " that many by hand to see whether they hang.";

    /** Returns what to do after some series that are complete, and some that broke off, each kind in its order. */
    public SeriesStep next(SeriesSoFar soFar, List<Stopped> broken) {
        if (broken.isEmpty()) {
            return judge.next(soFar);
        }
        if (isSlowAtFirst(broken)) {
            return new BrokenSeries(judge.recording(SeriesJudge.COARSE)).next(soFar, broken.subList(1, broken.size()));
        }
        Stopped gravest =
                broken.stream().min(Comparator.comparing(Stopped::cause)).orElseThrow();
        if (!broken.stream().map(Stopped::cause).allMatch(LATE::contains)) {
            return ended(broken.get(broken.size() - 1));
        }
        List<Series> complete = soFar.series();
        double reach = reach(complete, broken);
        SeriesStep step = complete.isEmpty()
                ? fewer(broken.get(broken.size() - 1), reach)
                : judge.upTo(reach).next(soFar);
        if (step instanceof SeriesStep.Run run) {
            SeriesPlan plan = run.plan();
            if (broken.size() < MOST && plan.calls() * plan.operations() <= reach) {
                return run;
            }
            step = complete.isEmpty() ? ended(gravest) : judge.withoutMore(soFar);
        } else if (step instanceof SeriesStep.Again) {
            step = judge.withoutMore(soFar);
        }
        if (step instanceof SeriesStep.CallSlowly) {
            return step;
        }
        if (step instanceof SeriesStep.Decided decided && decided.conclusion().verdict() == Verdict.LEAK) {
            return new SeriesStep.Decided(decided.conclusion().after(gravest));
        }
        if (gravest.cause() == Cause.TOO_SLOW
                && step instanceof SeriesStep.Decided decided
                && decided.conclusion().verdict() == Verdict.CLEAN) {
            return new SeriesStep.Decided(decided.conclusion().noting(List.of(notJudged(broken))));
        }
        return gravest.cause() == Cause.TOO_SLOW && !complete.isEmpty() ? step : ended(gravest);
    }

    /**
     * Returns whether the first operation alone took too long: recording every object makes what is set up many times
     * slower, and it is tried with few of them recorded.
     */
    public static boolean isSlowAtFirst(List<Stopped> broken) {
        return !broken.isEmpty()
                && broken.get(0).cause() == Cause.TOO_SLOW
                && broken.get(0).runPlan().totalOperations() == 1
                && broken.get(0).runPlan().profileRate() == 1;
    }

    private static String notJudged(List<Stopped> broken) {
        return NOT_JUDGED.formatted(broken.stream()
                .mapToLong(s -> s.runPlan().totalOperations())
                .min()
                .orElseThrow());
    }

    /** Returns how many operations may be tried; what went well may be tried again. */
    private static double reach(List<Series> complete, List<Stopped> broken) {
        double fewer = broken.stream()
                .mapToDouble(s -> s.runPlan().totalOperations() / (s.cause() == Cause.TOO_SLOW ? SLOWER : FEWER))
                .min()
                .orElseThrow();
        return Math.max(
                Math.max(fewer, Series.FEW),
                complete.stream().mapToDouble(Series::top).max().orElse(0));
    }

    /** Returns a first series of fewer operations. */
    private static SeriesStep fewer(Stopped latest, double reach) {
        long operations = latest.runPlan().totalOperations();
        if (operations < FEWEST) {
            return ended(latest);
        }
        long each = (long) (reach / SeriesSchedule.CALLS);
        return new SeriesStep.Run(
                each > 0
                        ? new SeriesPlan(SeriesSchedule.CALLS, each, 1, SettlePolicy.QUICK, 0)
                        : new SeriesPlan(Series.FEW, 1, 1, SettlePolicy.QUICK, 0));
    }

    private static SeriesStep ended(Stopped stopped) {
        return new SeriesStep.Decided(Conclusion.of(stopped));
    }
}
