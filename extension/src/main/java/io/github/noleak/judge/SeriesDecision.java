package io.github.noleak.judge;

import io.github.noleak.Leak;
import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.ThreeSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what grows in series against the limits and the record, and says the verdict. */
final class SeriesDecision {

    private static final String NOT_FLAT =
            "What it keeps is not flat, and no leak that series of two sizes show: it was called in %d, up to %,d operations.";

    /** Groups of goroutines that come to less of what all of them grow by are not all that leak. */
    private static final double SUM = 0.95;

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final SeriesSize size;
    private final Known known;
    private final boolean repeatable;
    private final SeriesSoFar soFar;
    private final Series series;
    private final ThreeSnapshots measured;
    private final List<Growth> all;
    private final Allocations allocations;

    /**
     * Creates a ruling.
     *
     * @param repeatable whether the scenario is a benchmark
     * @param measured the series whose growth counts
     */
    SeriesDecision(
            Map<Metric, Limit> limits,
            SiteFinder sites,
            SeriesSize size,
            Known known,
            boolean repeatable,
            SeriesSoFar soFar,
            Series measured) {
        this.limits = limits;
        this.sites = sites;
        this.size = size;
        this.known = known;
        this.repeatable = repeatable;
        this.soFar = soFar;
        this.series = measured;
        this.measured = measured.asThree();
        this.all = this.measured.growths(sites);
        this.allocations = new Allocations(
                soFar.finest().series().stream().map(SeriesDecision::allocating).toList(), limits);
    }

    /** Returns whether what grows, and is not on record, crosses a limit. */
    boolean isLeak(List<Growth> growing) {
        return metrics(others(growing)).leaking();
    }

    /** Returns how many times more operations would cross a limit first, without what is on record. */
    double factorToCross(List<Growth> growing) {
        return metrics(others(growing)).factorToCross();
    }

    /** Returns what grows and is not on record: what is says nothing of how far to go. */
    List<Growth> notKnown(List<Growth> growing) {
        if (known.isNothing()) {
            return growing;
        }
        Set<Subject> others = others(growing).stream().map(Growth::subject).collect(Collectors.toSet());
        return growing.stream().filter(g -> others.contains(g.subject())).toList();
    }

    /** Returns what grows and is on record. */
    List<Growth> known(List<Growth> growing) {
        List<Growth> others = notKnown(growing);
        return growing.stream().filter(g -> !others.contains(g)).toList();
    }

    /** Returns whether all that grows is on record, and may stay. */
    boolean isKnown(List<Growth> growing) {
        return !growing.isEmpty() && others(growing).isEmpty();
    }

    /** Returns whether what a call allocates rises from call to call in a series. */
    boolean rises(Series series) {
        return allocations.rises(allocating(series));
    }

    /**
     * Says the verdict, or asks for what it takes to hold the allocations against the record.
     *
     * @param growing what has been followed far enough
     * @param furthest the largest series
     */
    SeriesStep decide(List<Growth> growing, Series furthest) {
        return decide(growing, furthest, series.isExact() ? List.of() : List.of(sampled()));
    }

    /** Says the verdict, and besides what is to be said of the profiles. */
    SeriesStep decide(List<Growth> growing, Series furthest, List<String> ofProfiles) {
        List<Growth> leaks = growths(growing);
        Recognition seen = recognition(leaks);
        Metrics metrics = new Metrics(seen.raise(limits, known.source()), measured, leaks, allocations);
        List<String> notices = new ArrayList<>(seen.stale());
        notices.addAll(seen.notices());
        notices.addAll(ofProfiles);
        if (metrics.leaking()) {
            return conclude(Verdict.LEAK, metrics, seen, furthest, notices);
        }
        AllocationComparison comparison = comparison();
        Optional<Long> lacking = comparison.lacking();
        if (lacking.isPresent()) {
            long each = AllocationRun.each(lacking.get(), repeatable);
            return new SeriesStep.Count(lacking.get(), size.counting(series, each));
        }
        notices.addAll(metrics(seen.others()).notices());
        notices.addAll(comparison.notices());
        boolean regressed = metrics.regressed() || comparison.regressed();
        // A record that is no longer true is a mistake in a file, not something that the code under test does.
        Verdict otherwise = known.strict() && !seen.stale().isEmpty() ? Verdict.ERROR : Verdict.CLEAN;
        return conclude(regressed ? Verdict.REGRESSION : otherwise, metrics, seen, furthest, notices);
    }

    private String sampled() {
        return String.format(
                Locale.ROOT,
                "Setting up takes too long while every object is recorded, so that the heap is known by samples alone:"
                        + " what loses less than %,.0fB an operation was not seen. A smaller set-up is seen exactly.",
                Math.ceil(Flatness.leastInSamples(series)));
    }

    /**
     * Says that what is not flat is no leak that several series show.
     *
     * @param growing what grows and is on record
     */
    SeriesStep undecided(List<Growth> growing, Compared compared) {
        Series largest = compared.largestFinest();
        SeriesStep step = decide(growing, largest);
        if (!(step instanceof SeriesStep.Decided decided)
                || decided.conclusion().verdict() != Verdict.CLEAN) {
            return step;
        }
        GrowthNotices notices = new GrowthNotices(largest, sites);
        notices.byTime(compared.largest().byTime());
        return new SeriesStep.Decided(decided.conclusion()
                .noting(notices.all())
                .noting(List.of(NOT_FLAT.formatted(compared.count(), largest.top())))
                .unseen(Flatness.leastSeen(largest, sites).inWords()));
    }

    private SeriesStep conclude(
            Verdict verdict, Metrics metrics, Recognition seen, Series furthest, List<String> notices) {
        List<Proof> proofs = seen.proofs(metrics.leaks(), verdict, g -> size.isConfirmed(g, metrics.leaks(), furthest));
        return new SeriesStep.Decided(new Conclusion(
                verdict, measured, comparison().applyTo(metrics.reports()), proofs, furthest.top(), null, notices));
    }

    private List<Growth> others(List<Growth> growing) {
        return recognition(growths(growing)).others();
    }

    private Recognition recognition(List<Growth> leaks) {
        return Recognition.of(known, measured, leaks, sites);
    }

    private Metrics metrics(List<Growth> leaks) {
        return new Metrics(limits, measured, leaks, allocations);
    }

    /** Returns by how much all that leaks has grown in the series that counts. */
    private List<Growth> growths(List<Growth> leaks) {
        Set<Subject> subjects = leaks.stream().map(Growth::subject).collect(Collectors.toSet());
        List<Growth> growths = all.stream()
                .filter(growth -> subjects.contains(growth.subject())
                        || (isSplit(subjects) && isGroup(growth) && growth.total() >= growth.few()))
                .toList();
        return Leaks.distinct(growths, sites);
    }

    /** Returns whether all goroutines together leak, and chance decides which of several places each stays at. */
    private boolean isSplit(Set<Subject> subjects) {
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
        return growth.subject().kind() == Leak.Kind.GOROUTINE && growth.subject() instanceof Subject.Goroutines;
    }

    private static Snapshot allocating(Series series) {
        return series.last().allocating(series.allocations());
    }

    private AllocationComparison comparison() {
        List<Long> counted =
                soFar.counted().stream().map(SeriesSoFar.Counted::iterations).toList();
        return new AllocationComparison(known, limits, soFar.runs(repeatable), counted, repeatable);
    }
}
