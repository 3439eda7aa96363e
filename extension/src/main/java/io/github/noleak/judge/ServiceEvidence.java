package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the series of a service show, and whether more calls would show more. */
final class ServiceEvidence {

    private final Visited visited;
    private final SiteFinder sites;
    private final long iterations;
    private final boolean strict;

    /** The seconds for slow calls. */
    private final double longest;

    private final boolean paced;

    private final ServiceSize size;
    private final SeriesSize confirming;
    private final Compared compared;
    private final Growing largest;
    private final SeriesDecision decision;
    private final Set<Subject> byTime;

    /** What grows with the calls, as far as is known. */
    private final List<Growth> growing;

    /** What of that is still there after a time without calls. */
    private final List<Growth> staying;

    /** What grows alike in two series. */
    private final List<Growth> leaks;

    private final LeastSeen leastSeen;
    private final List<Limit> blind;

    ServiceEvidence(
            Visited visited,
            Map<Metric, Limit> limits,
            SiteFinder sites,
            double budget,
            long iterations,
            boolean strict,
            Known known,
            Soak soak) {
        this.visited = visited;
        this.sites = sites;
        this.iterations = iterations;
        this.strict = strict;
        this.paced = soak.paced();
        this.longest = SlowCalls.longest(soak.slowly());
        this.size = new ServiceSize(budget, visited);
        this.confirming = new SeriesSize(budget);
        this.compared = Compared.of(visited.compared(), sites);
        this.largest = compared.largest();
        this.decision = new SeriesDecision(
                limits, sites, confirming, known, false, SeriesSoFar.of(List.of()), largest.series());
        this.byTime = Stream.concat(
                        visited.rests().stream().map(Idleness::byTime),
                        visited.slowly().stream().map(SlowCalls::byTime))
                .flatMap(Set::stream)
                .filter(subject -> paced)
                .collect(Collectors.toSet());
        this.growing = withCalls(Growing.in(visited.largest(), sites).growths());
        this.staying = withCalls(largest.growths()).stream()
                .filter(g -> largest.isRested() && largest.remains(g.subject()))
                .toList();
        Set<Growth> alike = new LinkedHashSet<>(compared.leaks());
        staying.stream().filter(g -> isInEachCall(g.subject())).forEach(alike::add);
        this.leaks = certain(List.copyOf(alike));
        this.leastSeen = LeastSeen.in(largest);
        this.blind = leastSeen.blindTo(limits, iterations);
    }

    private List<Growth> withCalls(List<Growth> growths) {
        return growths.stream().filter(g -> !byTime.contains(g.subject())).toList();
    }

    /** Returns those that are told from growth with time. */
    private List<Growth> certain(List<Growth> growths) {
        return withCalls(growths).stream()
                .filter(g -> !paced
                        || isInEachCall(g.subject())
                        || SlowCalls.canTell(largest.series(), largest.trend(g.subject()), longest))
                .toList();
    }

    /** What each call adds to, beyond all chance, is none of the rounds', nor of the time: one series is enough to tell. */
    private boolean isInEachCall(Subject subject) {
        Trend trend = largest.trend(subject);
        return trend.counted()
                && trend.slope() - Growth.DEVIATIONS * trend.error() >= SlowCalls.EACH * Math.max(1, trend.slope())
                && compared.others().stream()
                        .allMatch(other -> other.trend(subject, true).agrees(trend));
    }

    ServiceStep step() {
        Series series = largest.series();
        if (!growing.isEmpty() && series.rested() == null) {
            SettlePolicy policy = SettleChoice.with(growing, series.last());
            // The longer wait leaves it alone for long enough.
            return new ServiceStep.Rest(policy == SettlePolicy.LASTING ? 0 : Idleness.seconds(series), policy);
        }
        List<Growth> followed = leaks.stream().filter(this::isConfirmed).toList();
        Optional<ServiceStep> more = decision.isLeak(followed) ? Optional.empty() : more();
        // Early where that takes little, as it may end the matter, and before a verdict.
        double atMost = more.isEmpty() ? Double.MAX_VALUE : ServiceSize.SHARE * series.warmSeconds();
        Optional<ServiceStep.CallSlowly> slow = slowCalls().filter(calls -> calls.seconds() <= atMost);
        if (slow.isPresent()) {
            return slow.get();
        }
        return more.orElseGet(this::decided);
    }

    /** Returns the verdict. */
    ServiceStep.Decided decided() {
        return decide(named());
    }

    /** Returns what leaks, and beside it what grows on, though a smaller series alone has too little of it to tell. */
    private List<Growth> named() {
        Set<Growth> all = new LinkedHashSet<>(leaks);
        if (decision.isLeak(leaks)) {
            all.addAll(certain(compared.notContradicted()));
        }
        return List.copyOf(all);
    }

    private boolean isConfirmed(Growth growth) {
        return confirming.isConfirmed(growth, leaks, largest.series());
    }

    /** Returns slow calls after the largest series, where they may tell that what grows is no leak. */
    private Optional<ServiceStep.CallSlowly> slowCalls() {
        return !paced || visited.isSlowedSince() || !decision.isLeak(staying)
                ? Optional.empty()
                : SlowCalls.of(largest, staying, longest);
    }

    private Optional<ServiceStep> more() {
        if (visited.soaked() > 0) {
            return Optional.empty(); // that was as long as somebody wanted
        }
        if (visited.isConfirming()) {
            return confirmation();
        }
        List<Growth> unknown = decision.notKnown(staying); // what is on record says nothing of how far to go
        if (unknown.isEmpty()) {
            return blind.isEmpty() ? size.quiet() : size.larger(leastSeen.needed(blind, iterations));
        }
        double wanted = unknown.stream()
                .filter(g -> !leaks.contains(g) || !isConfirmed(g))
                .mapToDouble(g -> g.followed().least() / Entries.of(g, unknown))
                .min()
                .orElse(Double.MAX_VALUE);
        return size.larger(wanted).or(this::confirmation);
    }

    /** Returns a smaller series for what may be a leak: where no larger one can be had, it has to show the same. */
    private Optional<ServiceStep> confirmation() {
        Set<Subject> alike =
                compared.notContradicted().stream().map(Growth::subject).collect(Collectors.toSet());
        List<Growth> open = staying.stream()
                .filter(g -> !leaks.contains(g))
                // Where another one shows another growth, it has slowed down; where it shows none, it may have too
                // little.
                .filter(g ->
                        compared.growsElsewhere(g.subject()) ? alike.contains(g.subject()) : !visited.isConfirming())
                .toList();
        return compared.count() < SeriesJudge.MOST && decision.isLeak(open) ? size.smaller() : Optional.empty();
    }

    private ServiceStep.Decided decide(List<Growth> proven) {
        GrowthNotices notices = new GrowthNotices(visited.largest(), sites);
        notices.ended(growing.stream()
                .filter(g -> largest.isRested() && !largest.remains(g.subject()))
                .toList());
        if (!growing.isEmpty() && !largest.isRested()) {
            notices.stillEnding();
        }
        if (!decision.isLeak(proven)) {
            notices.open(Leaks.distinct(staying, sites).stream()
                    .filter(g -> !proven.contains(g))
                    .toList());
        }
        notices.byTime(largest.growths().stream()
                .filter(g -> byTime.contains(g.subject()))
                .toList());
        List<String> ofProfiles = largest.series().isExact()
                ? List.of()
                : List.of(leastSeen.inSamples(largest.series().profileRate()));
        if (decision.decide(proven, largest.series(), ofProfiles) instanceof SeriesStep.Decided decided) {
            Conclusion conclusion = decided.conclusion().noting(notices.all());
            return new ServiceStep.Decided(
                    leastSeen.asFarAsSeen(conclusion, blind, iterations, strict),
                    largest.series().before());
        }
        throw new IllegalStateException("a service has no allocations on record");
    }
}
