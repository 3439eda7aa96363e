package io.github.noleak.judge;

import io.github.noleak.Leak;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Several series of one scenario, held against one another.
 *
 * @param first the one that was run first
 * @param latest the one that was run last
 * @param largest the one with the most operations
 * @param others all that are smaller
 */
record Compared(Series first, Growing latest, Growing largest, List<Growing> others) {

    /** What is a line in two processes may come and go; in three of three sizes it does not. */
    private static final int SEVERAL = 2;

    /**
     * Compares series.
     *
     * @param all in the order in which they were run
     */
    static Compared of(List<Series> all, SiteFinder sites) {
        return of(all, sites, Set.of());
    }

    /**
     * Compares series.
     *
     * @param all in the order in which they were run
     * @param byTime what is known to grow by the time alone
     */
    static Compared of(List<Series> all, SiteFinder sites, Set<Subject> byTime) {
        List<Growing> growing =
                all.stream().map(series -> Growing.in(series, sites, byTime)).toList();
        List<Growing> bySize = growing.stream()
                .sorted(Comparator.comparingLong((Growing g) -> g.series().top())
                        .reversed())
                .toList();
        Growing latest = growing.get(growing.size() - 1);
        return new Compared(all.get(0), latest, bySize.get(0), bySize.subList(1, bySize.size()));
    }

    private Stream<Growing> all() {
        return Stream.concat(Stream.of(largest), others.stream());
    }

    int count() {
        return 1 + others.size();
    }

    /** Returns the largest of the series with the best figures. */
    Series largestFinest() {
        int rate = Series.finest(all().map(Growing::series).toList());
        return all().map(Growing::series)
                .filter(series -> series.profileRate() == rate)
                .findFirst()
                .orElseThrow();
    }

    /** Returns what grows in several series, from the one to the other. */
    List<Growth> leaks() {
        return notContradicted().stream().filter(g -> isShown(g.subject())).toList();
    }

    /** Returns whether another series shows a growth, too: what is alike only if chance is allowed for has to show in a third. */
    private boolean isShown(Subject subject) {
        Trend trend = largest.trend(subject);
        List<Trend> grow = others.stream()
                .filter(other -> other.trend(subject).grows())
                .map(other -> like(trend, subject, other))
                .toList();
        return grow.size() >= SEVERAL || grow.stream().anyMatch(other -> other.leadsStraightTo(trend));
    }

    /** Returns whether another series than the largest shows a growth, whichever. */
    boolean growsElsewhere(Subject subject) {
        return others.stream().anyMatch(other -> other.trend(subject).grows());
    }

    /** Returns what grows in the largest one, though the smaller ones alone may have too little of it to tell. */
    List<Growth> notContradicted() {
        return largest.growths().stream().filter(g -> goesOn(g.subject())).toList();
    }

    /** Returns whether what the smaller series show leads to a growth, which is still there after a wait. */
    private boolean goesOn(Subject subject) {
        Trend trend = largest.trend(subject);
        boolean alike =
                others.stream().allMatch(other -> like(trend, subject, other).leadsTo(trend)) || isRace(subject);
        // What each call adds, however many operations it has, is none of the operations'.
        boolean onceACall = others.stream().allMatch(other -> other.isOnceACall(subject, largest));
        List<Growing> rested = all().filter(Growing::isRested).toList();
        return !others.isEmpty()
                && alike
                && !onceACall
                && !rested.isEmpty()
                && rested.stream().allMatch(series -> series.remains(subject));
    }

    /** Returns how a subject goes in a smaller series, in bytes where the larger one is known by samples. */
    private Trend like(Trend trend, Subject subject, Growing other) {
        return largest.series().isExact() ? other.trend(subject) : other.trend(subject, trend.counted());
    }

    /** Goroutines that a race leaves behind are a line in each process, which has a rate of its own. */
    boolean isRace(Subject subject) {
        return subject.kind() == Leak.Kind.GOROUTINE
                && others.size() >= SEVERAL
                && all().allMatch(series -> series.trend(subject).grows());
    }
}
