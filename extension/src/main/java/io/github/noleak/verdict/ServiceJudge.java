package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.verdict.Plan.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Decides, from all the samples of a service so far, whether it is to be called more and what they prove.
 *
 * <p>It keeps no state. The samples after N, 2N and 4N calls are held against one another like runs of so many
 * operations, and so are those after 2N, 4N and 8N, and so on.
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
     * @param iterations the calls of each of the first rounds
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
        if (levels.isEmpty() || levels.lastKey() < LEAST_ROUNDS * iterations) {
            return new ServiceStep.Call(iterations, Care.QUICK);
        }
        List<Triple> triples = triples(levels);
        History history = new History(triples, sites);
        Ruling ruling = new Ruling(
                limits, sites, new Planner(budget, false), false, Known.nothing(), rounds(triples), history, null);
        Steadiness steadiness = new Steadiness(levels.get(3 * history.latest().operations()), sites);
        return new ServiceEvidence(ruling, budget, rests(visits), steadiness, iterations, strict).step();
    }

    /** Returns the last sample that was taken after each number of calls. */
    private static NavigableMap<Long, Sample> levels(List<Visit> visits) {
        NavigableMap<Long, Sample> levels = new TreeMap<>();
        visits.stream().filter(v -> !v.rested()).forEach(v -> levels.put(v.calls(), v.sample()));
        return levels;
    }

    private List<Triple> triples(NavigableMap<Long, Sample> levels) {
        List<Triple> triples = new ArrayList<>();
        Sample large = levels.get(4 * iterations);
        for (long n = iterations; large != null; n *= 2, large = levels.get(4 * n)) {
            Sample small = levels.get(n);
            Sample middle = levels.get(2 * n);
            if (small != null && middle != null) {
                triples.add(Triple.inOneProcess(small, middle, large));
            }
        }
        return triples;
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
            if (visits.get(i).rested()) {
                // What is looked at once more later has no part in it.
                List<Triple> before = triples(levels(visits.subList(0, i)));
                rests.add(new Idleness(
                        before.get(before.size() - 1), visits.get(i).sample(), sites));
            }
        }
        return rests;
    }
}
