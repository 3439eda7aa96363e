package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Decides by series. Where nothing grows in one, the scenario is clean. What grows in two series of different sizes, alike in
 * both, and from the one to the other, is a leak.
 *
 * <p>It keeps no state: the same series give the same step.
 */
@API(status = INTERNAL, since = "0.1")
public final class SeriesJudge {

    /** What two series do not tell, a third of another size often does; a fourth seldom. */
    static final int MOST = 3;

    /** The rate of what takes too long to set up while every object is recorded. */
    public static final int COARSE = 4096;

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final SeriesSize size;
    private final long iterations;
    private final Known known;
    private final boolean repeatable;

    /**
     * Creates a judge of one benchmark or test.
     *
     * @param limits a limit for every metric
     * @param sites tells the code under test from other code
     * @param budget the seconds that a scenario without growth may take
     * @param iterations N, at which growth is held against the limits; 0 to let it be found
     * @param known what is on record
     * @param repeatable whether it is a benchmark
     */
    public SeriesJudge(
            Map<Metric, Limit> limits,
            SiteFinder sites,
            double budget,
            long iterations,
            Known known,
            boolean repeatable) {
        this(Map.copyOf(limits), sites, new SeriesSize(budget), iterations, known, repeatable);
    }

    private SeriesJudge(
            Map<Metric, Limit> limits,
            SiteFinder sites,
            SeriesSize size,
            long iterations,
            Known known,
            boolean repeatable) {
        this.limits = limits;
        this.sites = sites;
        this.size = size;
        this.iterations = iterations;
        this.known = known;
        this.repeatable = repeatable;
    }

    /** Returns the same, where a series may have so many operations in all. */
    SeriesJudge upTo(double operations) {
        return new SeriesJudge(limits, sites, size.upTo(operations), iterations, known, repeatable);
    }

    /** Returns the same, where no series can have more samples of the heap than one in so many bytes. */
    public SeriesJudge recording(int profileRate) {
        return new SeriesJudge(limits, sites, size.recording(profileRate), iterations, known, repeatable);
    }

    /** Returns what to do after some series. */
    public SeriesStep next(SeriesSoFar soFar) {
        SeriesSoFar finest = soFar.finest();
        if (soFar.series().isEmpty() || soFar.latest().equals(finest.latest())) {
            return next(finest, true);
        }
        SeriesSoFar sampled = finest.and(soFar.latest());
        Compared compared = compared(sampled);
        Optional<SeriesStep> leak = leak(sampled, compared, decision(sampled, measured(compared)));
        // What it does not show may only be too little for a sampled profile.
        return leak.orElseGet(() -> next(finest, false));
    }

    /** Returns what some series show where there can be no more. */
    SeriesStep withoutMore(SeriesSoFar soFar) {
        SeriesSoFar finest = soFar.finest();
        Compared compared = compared(finest);
        SeriesDecision decision = decision(finest, measured(compared));
        return leak(finest, compared, decision).orElseGet(() -> undecided(compared, decision));
    }

    private static SeriesStep undecided(Compared compared, SeriesDecision decision) {
        return decision.undecided(decision.known(compared.largest().growths()), compared);
    }

    private SeriesStep next(SeriesSoFar soFar, boolean maySample) {
        if (soFar.series().isEmpty()) {
            return new SeriesStep.Run(first());
        }
        Optional<SeriesStep> unchanged = soFar.isLatestLargest()
                ? nothingNew(soFar)
                : Optional.empty(); // what a smaller one does not show is not gone
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        Compared compared = compared(soFar);
        SeriesDecision decision = decision(soFar, measured(compared));
        return leak(soFar, compared, decision).orElseGet(() -> furtherOrBelow(soFar, compared, decision, maySample));
    }

    /** Those at which growth counts are N, 2N and 4N operations: after two, four and eight calls, or after one, two and four. */
    private SeriesPlan first() {
        boolean odd = iterations % 2 == 1;
        return new SeriesPlan(
                odd ? Series.FEW : SeriesSchedule.CALLS,
                odd ? iterations : iterations / 2,
                size.finest(),
                SettlePolicy.QUICK,
                0);
    }

    /** Returns what to do where the latest series shows that nothing grows but what is on record; empty where something may. */
    private Optional<SeriesStep> nothingNew(SeriesSoFar soFar) {
        Series latest = soFar.latest();
        // What fills up is flat from then on; a series of another size tells that from a leak that began late.
        boolean filled = soFar.series().size() > 1 && Flatness.hasFilled(latest, limits, sites);
        boolean flat = filled || isAllThatGrows(List.of(), latest);
        if (!flat && known.isNothing()) {
            return Optional.empty();
        }
        List<Growth> growing = flat ? List.of() : Growing.in(latest, sites).growths();
        SeriesDecision decision =
                decision(soFar, iterations == 0 ? latest : soFar.series().get(0));
        if (!flat && !(decision.isKnown(growing) && isAllThatGrows(growing, latest))) {
            return Optional.empty();
        }
        Optional<SeriesPlan> more = Optional.empty();
        if (soFar.series().size() < Allocations.PROCESSES && decision.rises(latest)) {
            more = Optional.of(size.witness(latest));
        } else if (soFar.series().size() < MOST && !growing.isEmpty() && iterations == 0) {
            more = size.deeper(soFar.series());
        }
        return Optional.of(more.<SeriesStep>map(SeriesStep.Run::new).orElseGet(() -> decision.decide(growing, latest)));
    }

    private Compared compared(SeriesSoFar soFar) {
        Set<Subject> byTime = soFar.slow().stream()
                .flatMap(Optional::stream)
                .flatMap(slow -> SlowCalls.byTime(soFar.largest(), slow, sites).stream())
                .collect(Collectors.toSet());
        return Compared.of(soFar.series(), sites, byTime);
    }

    /** Returns the verdict on what is certain to leak, or what it takes to be so; empty where nothing is that crosses a limit. */
    private Optional<SeriesStep> leak(SeriesSoFar soFar, Compared compared, SeriesDecision decision) {
        List<Growth> followed = followed(compared);
        if (!decision.isLeak(followed)) {
            return Optional.empty();
        }
        Series largest = compared.largest().series();
        Optional<SeriesPlan> slow = soFar.slow().isEmpty() ? size.slow(followed, largest) : Optional.empty();
        return Optional.of(slow.<SeriesStep>map(SeriesStep.CallSlowly::new)
                .orElseGet(() -> decision.decide(compared.notContradicted(), largest)));
    }

    private SeriesStep furtherOrBelow(
            SeriesSoFar soFar, Compared compared, SeriesDecision decision, boolean maySample) {
        List<Series> all = soFar.series();
        List<Growth> followed = followed(compared);
        boolean below = !followed.isEmpty()
                && followed.size() == compared.leaks().size()
                && isAllThatGrows(followed, soFar.latest());
        Optional<SeriesPlan> more = Optional.empty();
        if (all.size() < MOST) {
            List<Growth> growing = decision.notKnown(compared.latest().growths());
            more = below
                    ? towardsLimit(all, followed, decision)
                    : size.next(all, growing, maySample ? shownBySamples(growing, decision) : List.of());
        }
        if (more.isPresent()) {
            return new SeriesStep.Run(more.get());
        }
        if (below) {
            return decision.decide(followed, compared.largest().series());
        }
        // What comes and goes does so again; a leak that chance has hidden does not hide twice.
        boolean mayLeak = !decision.notKnown(compared.largest().growths()).isEmpty();
        return mayLeak && !soFar.again() ? new SeriesStep.Again() : undecided(compared, decision);
    }

    /** Returns what samples of the heap have to show if it crosses a limit; a line shows by all of its stacks together. */
    private List<Growth> shownBySamples(List<Growth> growing, SeriesDecision decision) {
        return decision.isLeak(growing) ? Leaks.distinct(growing, sites) : List.of();
    }

    private SeriesDecision decision(SeriesSoFar soFar, Series measured) {
        return new SeriesDecision(limits, sites, size, known, repeatable, soFar, measured);
    }

    /** Returns the series whose growth is held against the limits: the largest, or what a user has fixed. */
    private Series measured(Compared compared) {
        return iterations == 0 ? compared.largestFinest() : compared.first();
    }

    /** An N that a user has fixed is where growth counts. */
    private Optional<SeriesPlan> towardsLimit(List<Series> all, List<Growth> growing, SeriesDecision decision) {
        return iterations == 0 ? size.towardsLimit(all, growing, decision.factorToCross(growing)) : Optional.empty();
    }

    /** Returns whether all else is flat. */
    private boolean isAllThatGrows(List<Growth> some, Series series) {
        Set<Subject> subjects = some.stream().map(Growth::subject).collect(Collectors.toSet());
        return Flatness.isFlatBut(subject -> Leaks.speakOf(subject, subjects, sites), series, limits, sites);
    }

    /** Returns what was followed as far as can be. */
    private List<Growth> followed(Compared compared) {
        Growing largest = compared.largest();
        List<Growth> growing = largest.growths();
        double seconds = compared.largestFinest().secondsPerOperation();
        return compared.leaks().stream()
                .filter(g -> compared.isRace(g.subject()) || size.isEnough(g, growing, largest.series(), seconds))
                .toList();
    }
}
