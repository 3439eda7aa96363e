package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.verdict.Plan.Purpose;
import io.github.noleak.verdict.Visit.Since;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from all the samples of a service so far, whether it is to be called more and what they prove.
 *
 * <p>It keeps no state. The samples after N, 2N and 4N calls are held against one another like runs of so many
 * operations, and so are those after 2N, 4N and 8N, and so on. Where the rounds had other numbers of calls than were asked
 * for, the nearest ones are.
 */
@API(status = INTERNAL, since = "0.1")
public final class ServiceJudge {

    private static final int LEAST_ROUNDS = 4;

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final double budget;
    private final long iterations;
    private final boolean strict;

    /**
     * Creates a judge of one workload.
     *
     * @param limits a limit for every metric
     * @param sites tells the code under test from other code
     * @param budget the seconds that the rounds may take
     * @param iterations the calls that each of the first rounds is asked for
     * @param strict whether a limit that was set, and that samples are too coarse for, is no pass
     */
    public ServiceJudge(Map<Metric, Limit> limits, SiteFinder sites, double budget, long iterations, boolean strict) {
        this.limits = Map.copyOf(limits);
        this.sites = sites;
        this.budget = budget;
        this.iterations = iterations;
        this.strict = strict;
    }

    /** Returns what to do after these samples, in the order in which they were taken. */
    public ServiceStep next(List<Visit> visits) {
        NavigableMap<Long, Sample> levels = levels(visits);
        if (levels.size() < LEAST_ROUNDS) {
            return new ServiceStep.Call(iterations, Care.QUICK);
        }
        List<Triple> triples = triples(levels);
        History history = new History(triples, sites);
        Ruling ruling = new Ruling(
                limits, sites, new Planner(budget, false), false, Known.nothing(), rounds(triples), history, null);
        Steadiness steadiness = new Steadiness(history.latest(), lateIn(history.latest(), levels), sites);
        long calls = visits.get(visits.size() - 1).calls();
        return new ServiceEvidence(ruling, budget, rests(visits), slowly(visits), calls, steadiness, iterations, strict)
                .step();
    }

    /** Returns the last sample that was taken after each number of calls. */
    private static NavigableMap<Long, Sample> levels(List<Visit> visits) {
        NavigableMap<Long, Sample> levels = new TreeMap<>();
        visits.stream().filter(v -> v.since() == Since.CALLS).forEach(v -> levels.put(v.calls(), v.sample()));
        return levels;
    }

    /** Returns the last round but one, where the last one is a part of 4N calls, and not half of them. */
    private static @Nullable Sample lateIn(Triple latest, NavigableMap<Long, Sample> levels) {
        Map.Entry<Long, Sample> before = levels.lowerEntry(latest.top());
        long middle = latest.middle().trial().operations();
        return before == null || before.getKey() <= middle ? null : before.getValue();
    }

    private static List<Triple> triples(NavigableMap<Long, Sample> levels) {
        List<Triple> triples = new ArrayList<>();
        levels.values().stream().skip(LEAST_ROUNDS - 1L).forEach(large -> {
            long top = large.trial().operations();
            Sample middle = nearest(levels.subMap(levels.firstKey(), false, top, false), top / 2.0);
            Sample small = nearest(levels.headMap(middle.trial().operations(), false), top / 4.0);
            triples.add(Triple.inOneProcess(small, middle, large));
        });
        return triples;
    }

    private static Sample nearest(NavigableMap<Long, Sample> levels, double calls) {
        return Collections.min(
                levels.values(),
                Comparator.comparingDouble(s -> Math.abs(s.trial().operations() - calls)));
    }

    private static List<Round> rounds(List<Triple> triples) {
        return triples.stream()
                .map(t -> new Round(
                        new Plan(
                                Purpose.TRIPLE,
                                t.samples().stream().map(Sample::trial).toList()),
                        List.<Attempt>copyOf(t.samples())))
                .toList();
    }

    /** Returns each time without calls, after the round that the samples up to then made. */
    private List<Idleness> rests(List<Visit> visits) {
        List<Idleness> rests = new ArrayList<>();
        for (int i = 0; i < visits.size(); i++) {
            if (visits.get(i).since() == Since.REST) {
                // What is looked at once more later has no part in it.
                List<Triple> before = triples(levels(visits.subList(0, i)));
                rests.add(new Idleness(
                        before.get(before.size() - 1), visits.get(i).sample(), sites));
            }
        }
        return rests;
    }

    /** Returns each time with few calls, after the round that the samples up to then made. */
    private List<SlowCalls> slowly(List<Visit> visits) {
        List<SlowCalls> slowly = new ArrayList<>();
        for (int i = 1; i < visits.size(); i++) {
            if (visits.get(i).since() == Since.SLOW_CALLS) {
                List<Triple> before = triples(levels(visits.subList(0, i)));
                slowly.add(new SlowCalls(
                        before.get(before.size() - 1),
                        visits.get(i - 1).sample(),
                        visits.get(i).sample(),
                        sites));
            }
        }
        return slowly;
    }
}
