package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.measure.SiteFinder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Decides, from all the samples of a service so far, whether it is to be called more and what they prove.
 *
 * <p>Its rounds are the calls of series, all of which are made in one process. Like those of a benchmark, they are judged by
 * what grows alike in two series of different sizes.
 *
 * <p>It keeps no state: the same samples give the same step.
 */
@API(status = INTERNAL, since = "0.1")
public final class ServiceJudge {

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final double budget;
    private final long iterations;
    private final boolean strict;
    private final Known known;
    private final Soak soak;

    /**
     * Creates a judge of one workload.
     *
     * @param limits a limit for every metric
     * @param sites tells the code under test from other code
     * @param budget the seconds that the rounds may take
     * @param iterations N: the first series goes to 4N calls
     * @param strict whether a limit that was set, and that samples are too coarse for, is no pass
     * @param known what is on record, of which leaks alone count
     */
    public ServiceJudge(
            Map<Metric, Limit> limits, SiteFinder sites, double budget, long iterations, boolean strict, Known known) {
        this(limits, sites, budget, iterations, strict, known.leaksAlone(), Soak.none());
    }

    private ServiceJudge(
            Map<Metric, Limit> limits,
            SiteFinder sites,
            double budget,
            long iterations,
            boolean strict,
            Known known,
            Soak soak) {
        this.limits = Map.copyOf(limits);
        this.sites = sites;
        this.budget = budget;
        this.iterations = iterations;
        this.strict = strict;
        this.known = known;
        this.soak = soak;
    }

    /**
     * Returns the same of a service that is called for so many seconds, whatever is seen before.
     *
     * @param paced whether calls come when they are asked for, and not from another tool
     */
    public ServiceJudge soaking(double seconds, boolean paced) {
        return new ServiceJudge(limits, sites, budget, iterations, strict, known, new Soak(seconds, paced));
    }

    /** Returns the calls of each round of the first series. */
    public static long firstRound(long iterations) {
        return ServiceSize.first(iterations).calls();
    }

    /** Returns N for which the first series has rounds of so many calls. */
    public static long ofFirstRounds(long calls) {
        return 2 * calls;
    }

    /** Returns what to do after these samples, in the order in which they were taken. */
    public ServiceStep next(List<Visit> visits) {
        if (visits.isEmpty()) {
            return ServiceSize.first(iterations);
        }
        Visited visited = Visited.of(visits, sites);
        ServiceStep another = visited.another();
        return another != null
                ? another
                : soak.next(visited).orElseGet(() -> evidence(visited).step());
    }

    /** Returns the verdict where nothing more can be seen of a service; empty where nothing is seen by so few samples. */
    public Optional<ServiceStep.Decided> withoutMore(List<Visit> visits) {
        if (visits.isEmpty()) {
            return Optional.empty();
        }
        Visited visited = Visited.stopped(visits, sites);
        return visited.series().isEmpty()
                ? Optional.empty()
                : Optional.of(evidence(visited).decided());
    }

    private ServiceEvidence evidence(Visited visited) {
        return new ServiceEvidence(visited, limits, sites, budget, iterations, strict, known, soak);
    }
}
