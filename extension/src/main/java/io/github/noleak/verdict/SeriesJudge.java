package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final int MOST = 3;

    /** Groups of goroutines that come to less of what all of them grow by are not all that leak. */
    private static final double SUM = 0.95;

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final SeriesSize size;
    private final long iterations;

    /**
     * Creates a judge of one benchmark or test.
     *
     * @param limits a limit for every metric
     * @param sites tells the code under test from other code
     * @param budget the seconds that a scenario without growth may take
     * @param iterations N, at which growth is held against the limits; 0 to let it be found
     */
    public SeriesJudge(Map<Metric, Limit> limits, SiteFinder sites, double budget, long iterations) {
        this.limits = Map.copyOf(limits);
        this.sites = sites;
        this.size = new SeriesSize(budget);
        this.iterations = iterations;
    }

    /** Returns what to do after some series, in the order in which they were run. */
    public SeriesStep next(List<Series> all) {
        if (all.isEmpty()) {
            // The checkpoints after two, four and eight calls are those of N, 2N and 4N.
            long each = iterations == 0 ? 0 : Math.max(1, iterations / 2);
            return new SeriesStep.Run(new SeriesPlan(SeriesSchedule.CALLS, each, Care.QUICK, 0));
        }
        List<Series> bySize = all.stream()
                .sorted(Comparator.comparingLong(Series::top).reversed())
                .toList();
        Series top = bySize.get(0);
        Series latest = all.get(all.size() - 1);
        // What a smaller one does not show is not gone.
        Optional<Conclusion> flat = latest.equals(top) ? Flatness.conclude(latest, limits, sites) : Optional.empty();
        if (flat.isPresent()) {
            return new SeriesStep.Decided(flat.get());
        }
        Growing largest = Growing.in(top, sites);
        List<Growing> others =
                bySize.stream().skip(1).map(series -> Growing.in(series, sites)).toList();
        List<Growth> leaks = leaks(largest, others);
        Series measured = iterations == 0 ? top : all.get(0);
        List<Growth> followed = followed(leaks, largest);
        Metrics certain = metrics(measured, followed);
        if (certain.leaking()) {
            Metrics told = metrics(measured, notContradicted(largest, others));
            return new SeriesStep.Decided(conclusion(Verdict.LEAK, measured, told, top, List.of()));
        }
        boolean below = followed.size() == leaks.size() && isAllThatGrows(followed, latest);
        Optional<SeriesPlan> more = Optional.empty();
        if (all.size() < MOST) {
            more = below
                    ? towardsLimit(all, followed, certain)
                    : size.next(all, Growing.in(latest, sites).growths());
        }
        if (more.isPresent()) {
            return new SeriesStep.Run(more.get());
        }
        return below
                ? new SeriesStep.Decided(conclusion(Verdict.CLEAN, measured, certain, top, certain.notices()))
                : new SeriesStep.Open();
    }

    /** An N that a user has fixed is where growth counts. */
    private Optional<SeriesPlan> towardsLimit(List<Series> all, List<Growth> growing, Metrics metrics) {
        return iterations == 0 ? size.towardsLimit(all, growing, metrics.factorToCross()) : Optional.empty();
    }

    /** Returns whether all else is flat. */
    private boolean isAllThatGrows(List<Growth> leaks, Series series) {
        Set<Subject> subjects = leaks.stream().map(Growth::subject).collect(Collectors.toSet());
        return !leaks.isEmpty()
                && Flatness.isFlatBut(subject -> Leaks.speakOf(subject, subjects, sites), series, limits, sites);
    }

    private static List<Growth> leaks(Growing largest, List<Growing> others) {
        return largest.growths().stream()
                .filter(g -> isLeak(g.subject(), largest, others))
                .toList();
    }

    /** Returns what was followed as far as can be. */
    private List<Growth> followed(List<Growth> leaks, Growing largest) {
        List<Growth> growing = largest.growths();
        return leaks.stream()
                .filter(g -> size.isEnough(g, growing, largest.series()))
                .toList();
    }

    /** Returns what else grows beside a leak, though the smaller series alone may have too little of it to tell. */
    private static List<Growth> notContradicted(Growing largest, List<Growing> others) {
        return largest.growths().stream()
                .filter(g -> goesOn(g.subject(), largest, others))
                .toList();
    }

    /** Returns whether all series, and there are several, show one growth. */
    private static boolean isLeak(Subject subject, Growing largest, List<Growing> others) {
        return others.stream().allMatch(other -> other.trend(subject).grows()) && goesOn(subject, largest, others);
    }

    /** Returns whether what the smaller series show leads to a growth, which is still there after a wait. */
    private static boolean goesOn(Subject subject, Growing largest, List<Growing> others) {
        Trend trend = largest.trend(subject);
        boolean alike = others.stream().allMatch(other -> other.trend(subject).leadsTo(trend));
        List<Growing> rested = Stream.concat(Stream.of(largest), others.stream())
                .filter(Growing::isRested)
                .toList();
        return !others.isEmpty()
                && alike
                && !rested.isEmpty()
                && rested.stream().allMatch(series -> series.remains(subject));
    }

    /** Holds what the leaks have grown by in a series against the limits. */
    private Metrics metrics(Series series, List<Growth> leaks) {
        Set<Subject> subjects = leaks.stream().map(Growth::subject).collect(Collectors.toSet());
        Triple measured = series.asTriple();
        List<Growth> all = measured.growths(sites);
        List<Growth> growths = all.stream()
                .filter(growth -> subjects.contains(growth.subject())
                        || (isSplit(subjects, all) && isGroup(growth) && growth.total() >= Growth.FEW_OBJECTS))
                .toList();
        Allocations allocations = new Allocations(List.of(series.last().allocating(series.allocations())), limits);
        return new Metrics(limits, measured, Leaks.distinct(growths, sites), allocations);
    }

    /** Returns whether all goroutines together leak, and chance decides which of several places each stays at. */
    private static boolean isSplit(Set<Subject> subjects, List<Growth> all) {
        double together = all.stream()
                .filter(g -> g.subject() instanceof Subject.AllGoroutines && subjects.contains(g.subject()))
                .mapToDouble(Growth::total)
                .sum();
        double groups = all.stream()
                .filter(g -> isGroup(g) && subjects.contains(g.subject()))
                .mapToDouble(Growth::total)
                .sum();
        return groups < SUM * together;
    }

    private static boolean isGroup(Growth growth) {
        return growth.subject() instanceof Subject.Goroutines;
    }

    private Conclusion conclusion(
            Verdict verdict, Series measured, Metrics metrics, Series furthest, List<String> notices) {
        List<Proof> proofs = metrics.leaks().stream()
                .filter(g -> verdict == Verdict.LEAK)
                .map(g -> new Proof(g, size.isConfirmed(g, metrics.leaks(), furthest)))
                .sorted(Comparator.comparing(p -> !p.confirmed()))
                .toList();
        return new Conclusion(verdict, measured.asTriple(), metrics.reports(), proofs, furthest.top(), null, notices);
    }
}
