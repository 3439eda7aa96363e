package io.github.noleak.judge;

import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a service are.
 *
 * @param series its rounds
 * @param rests the times without calls
 * @param slowly the times with few calls
 * @param another the round that comes next; null after the last one of a series
 * @param seconds the time of the latest sample
 * @param soaked how many of the series went by time
 * @param each the seconds of a round of the latest of these
 * @param stopped whether nothing more can be seen of the service
 */
record Visited(
        List<Series> series,
        List<Idleness> rests,
        List<SlowCalls> slowly,
        ServiceStep.@Nullable Round another,
        double seconds,
        int soaked,
        double each,
        boolean stopped) {

    static Visited of(List<Visit> visits, SiteFinder sites) {
        return of(visits, sites, false);
    }

    /** Returns what there is where nothing more can be seen: a series that was not finished counts, if it has enough rounds. */
    static Visited stopped(List<Visit> visits, SiteFinder sites) {
        return of(visits, sites, true);
    }

    private static Visited of(List<Visit> visits, SiteFinder sites, boolean stopped) {
        List<Series> series = new ArrayList<>();
        List<Idleness> rests = new ArrayList<>();
        List<SlowCalls> slowly = new ArrayList<>();
        List<Snapshot> rounds = new ArrayList<>();
        Snapshot previous = visits.get(0).sample();
        long before = 0;
        ServiceStep.Round another = null;
        int soaked = 0;
        double each = 0;
        for (Visit visit : visits) {
            Snapshot sample = visit.sample();
            if (visit.after() instanceof ServiceStep.Round round) {
                before = rounds.isEmpty() && !series.isEmpty()
                        ? previous.runPlan().operations()
                        : before;
                rounds.add(sample.since(before));
                another = after(round, rounds);
                if (another == null) {
                    series.add(new Series(before, rounds, null, List.of()));
                    rounds.clear();
                    if (round instanceof ServiceStep.CallUntil until) {
                        soaked++;
                        each = until.each();
                    }
                }
            } else {
                Series latest = series.get(series.size() - 1);
                if (visit.after() instanceof ServiceStep.Rest) {
                    rests.add(new Idleness(latest, sample.since(latest.before()), sites));
                } else {
                    slowly.add(new SlowCalls(latest, previous, sample, sites));
                }
            }
            previous = sample;
        }
        if (stopped && rounds.size() >= Series.FEW) {
            series.add(new Series(before, rounds, null, List.of()));
        }
        return new Visited(series, rests, slowly, another, previous.seconds(), soaked, each, stopped);
    }

    /** Returns the round that follows some; null where a loop has made all calls of the series in a few of them. */
    private static ServiceStep.@Nullable Round after(ServiceStep.Round round, List<Snapshot> rounds) {
        if (round.left() == 0) {
            return null;
        }
        if (round instanceof ServiceStep.CallUntil until) {
            return new ServiceStep.CallUntil(until.seconds() + until.each(), until.each(), until.left() - 1);
        }
        long calls = ((ServiceStep.Call) round).calls();
        long made = rounds.get(rounds.size() - 1).runPlan().operations();
        boolean enough = rounds.size() == Series.FEW && made >= SeriesSchedule.CALLS * calls;
        return enough ? null : new ServiceStep.Call(calls, round.left() - 1);
    }

    Series latest() {
        return series.get(series.size() - 1);
    }

    /**
     * Returns the series that are held against one another: the largest, the one before it, and what confirms it; all of a
     * soak.
     */
    private List<Series> latestSizes() {
        return series.subList(Math.max(0, series.indexOf(largest()) - Math.max(1, soaked - 1)), series.size());
    }

    /** Returns these with what was kept after a time without calls: a smaller one has too little to tell what stays. */
    List<Series> compared() {
        return latestSizes().stream()
                .map(one -> isLargest(one) ? one.resting(rest(one)) : one)
                .toList();
    }

    private boolean isLargest(Series one) {
        return one.equals(largest());
    }

    private @Nullable Snapshot rest(Series one) {
        return rests.stream()
                .filter(rest -> rest.series().equals(one))
                .map(Idleness::rested)
                .findFirst()
                .orElse(stopped ? one.last() : null);
    }

    /** Returns the one with the most calls. */
    Series largest() {
        return series.stream().max(Comparator.comparingLong(Series::top)).orElseThrow();
    }

    /** Returns whether the latest one was made to confirm what the largest has shown. */
    boolean isConfirming() {
        return !isLargest(latest());
    }

    /** Returns whether the service was called slowly since the largest one. */
    boolean isSlowedSince() {
        List<Series> since = series.subList(series.indexOf(largest()), series.size());
        return slowly.stream().anyMatch(slow -> since.contains(slow.series()));
    }
}
