package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final SeriesSize size;

    /**
     * Creates a judge of one benchmark.
     *
     * @param limits a limit for every metric
     * @param sites tells the code under test from other code
     * @param budget the seconds that a scenario without growth may take
     */
    public SeriesJudge(Map<Metric, Limit> limits, SiteFinder sites, double budget) {
        this.limits = Map.copyOf(limits);
        this.sites = sites;
        this.size = new SeriesSize(budget);
    }

    /** Returns what to do after some series, in the order in which they were run. */
    public SeriesStep next(List<Series> all) {
        if (all.isEmpty()) {
            return new SeriesStep.Run(new SeriesPlan(SeriesSchedule.CALLS, 0, Care.QUICK, 0));
        }
        Series latest = all.get(all.size() - 1);
        Optional<Conclusion> flat = Flatness.conclude(latest, limits, sites);
        if (flat.isPresent()) {
            return new SeriesStep.Decided(flat.get());
        }
        List<Growing> bySize = all.stream()
                .sorted(Comparator.comparingLong(Series::top).reversed())
                .map(series -> Growing.in(series, sites))
                .toList();
        Optional<Conclusion> leak = leak(bySize.get(0), bySize.subList(1, bySize.size()));
        if (leak.isPresent()) {
            return new SeriesStep.Decided(leak.get());
        }
        return all.size() < MOST
                ? size.next(all, Growing.in(latest, sites).growths())
                        .<SeriesStep>map(SeriesStep.Run::new)
                        .orElseGet(SeriesStep.Open::new)
                : new SeriesStep.Open();
    }

    private Optional<Conclusion> leak(Growing largest, List<Growing> others) {
        List<Growth> growing = largest.growths();
        List<Growth> leaks = growing.stream()
                .filter(g -> isLeak(g.subject(), largest, others))
                .toList();
        List<Growth> followed = leaks.stream()
                .filter(g -> size.isEnough(g, growing, largest.series()))
                .toList();
        return metrics(largest.series(), followed).leaking()
                ? Optional.of(conclusion(largest.series(), leaks))
                : Optional.empty();
    }

    /**
     * Returns whether all series, and there are several, show one growth, which goes on from the smaller to the larger, and is
     * still there after a wait.
     */
    private static boolean isLeak(Subject subject, Growing largest, List<Growing> others) {
        Trend trend = largest.trend(subject);
        boolean alike = others.stream()
                .map(other -> other.trend(subject))
                .allMatch(other -> other.grows() && other.leadsTo(trend));
        List<Growing> rested = Stream.concat(Stream.of(largest), others.stream())
                .filter(Growing::isRested)
                .toList();
        return !others.isEmpty()
                && alike
                && !rested.isEmpty()
                && rested.stream().allMatch(series -> series.remains(subject));
    }

    private Metrics metrics(Series series, List<Growth> leaks) {
        Allocations allocations = new Allocations(List.of(series.last().allocating(series.allocations())), limits);
        return new Metrics(limits, series.asTriple(), Leaks.distinct(leaks, sites), allocations);
    }

    private Conclusion conclusion(Series series, List<Growth> leaks) {
        Metrics metrics = metrics(series, leaks);
        List<Proof> proofs = metrics.leaks().stream()
                .map(g -> new Proof(g, size.isConfirmed(g, metrics.leaks(), series)))
                .sorted(Comparator.comparing(p -> !p.confirmed()))
                .toList();
        return new Conclusion(
                Verdict.LEAK, series.asTriple(), metrics.reports(), proofs, series.top(), null, List.of());
    }
}
