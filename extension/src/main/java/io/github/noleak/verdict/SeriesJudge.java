package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
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
        List<Series> exact = all.stream().filter(Series::isExact).toList();
        if (all.isEmpty() || all.get(all.size() - 1).isExact()) {
            return next(exact, true);
        }
        List<Series> sampled = new ArrayList<>(exact);
        sampled.add(all.get(all.size() - 1));
        Optional<Conclusion> leak = leak(Compared.of(sampled, sites));
        // What it does not show may only be too little for a sampled profile.
        return leak.isPresent() ? new SeriesStep.Decided(leak.get()) : next(exact, false);
    }

    private SeriesStep next(List<Series> all, boolean maySample) {
        if (all.isEmpty()) {
            // The checkpoints after two, four and eight calls are those of N, 2N and 4N.
            long each = iterations == 0 ? 0 : Math.max(1, iterations / 2);
            return new SeriesStep.Run(new SeriesPlan(SeriesSchedule.CALLS, each, 1, Care.QUICK, 0));
        }
        Series latest = all.get(all.size() - 1);
        boolean largest = all.stream().allMatch(series -> series.top() <= latest.top());
        // What a smaller one does not show is not gone.
        Optional<Conclusion> flat = largest ? Flatness.conclude(latest, limits, sites) : Optional.empty();
        if (flat.isPresent()) {
            return new SeriesStep.Decided(flat.get());
        }
        Compared compared = Compared.of(all, sites);
        Optional<Conclusion> leak = leak(compared);
        if (leak.isPresent()) {
            return new SeriesStep.Decided(leak.get());
        }
        List<Growth> leaks = compared.leaks();
        List<Growth> followed = followed(compared);
        Metrics certain = metrics(measured(compared), followed);
        boolean below = followed.size() == leaks.size() && isAllThatGrows(followed, latest);
        Optional<SeriesPlan> more = Optional.empty();
        if (all.size() < MOST) {
            List<Growth> growing = Growing.in(latest, sites).growths();
            more = below
                    ? towardsLimit(all, followed, certain)
                    : size.next(
                            all,
                            growing,
                            maySample && metrics(measured(compared), growing).leaking());
        }
        if (more.isPresent()) {
            return new SeriesStep.Run(more.get());
        }
        return below
                ? new SeriesStep.Decided(conclusion(Verdict.CLEAN, compared, certain, certain.notices()))
                : new SeriesStep.Open();
    }

    /** Returns the conclusion of what is certain to leak; empty where nothing is that crosses a limit. */
    private Optional<Conclusion> leak(Compared compared) {
        if (!metrics(measured(compared), followed(compared)).leaking()) {
            return Optional.empty();
        }
        Metrics told = metrics(measured(compared), compared.notContradicted());
        return Optional.of(conclusion(Verdict.LEAK, compared, told, List.of()));
    }

    /** Returns the series whose growth is held against the limits: the largest, or what a user has fixed. */
    private Series measured(Compared compared) {
        return iterations == 0 ? compared.largestExact() : compared.first();
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

    /** Returns what was followed as far as can be. */
    private List<Growth> followed(Compared compared) {
        Growing largest = compared.largest();
        List<Growth> growing = largest.growths();
        double seconds = compared.largestExact().secondsPerOperation();
        return compared.leaks().stream()
                .filter(g -> size.isEnough(g, growing, largest.series(), seconds))
                .toList();
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

    private Conclusion conclusion(Verdict verdict, Compared compared, Metrics metrics, List<String> notices) {
        Series furthest = compared.largest().series();
        List<Proof> proofs = metrics.leaks().stream()
                .filter(g -> verdict == Verdict.LEAK)
                .map(g -> new Proof(g, size.isConfirmed(g, metrics.leaks(), furthest)))
                .sorted(Comparator.comparing(p -> !p.confirmed()))
                .toList();
        Triple measured = measured(compared).asTriple();
        return new Conclusion(verdict, measured, metrics.reports(), proofs, furthest.top(), null, notices);
    }
}
