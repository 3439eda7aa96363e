package io.github.noleak.verdict;

import io.github.noleak.Leak;
import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.verdict.Growth.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the complete rounds show, and whether more of them would show more. */
final class Evidence {

    /** A run counts as being as large as planned from this part on. */
    private static final double NEARLY = 0.7;

    /** Below this many objects a growth is likely to be scatter, and gets a cheap look first. */
    private static final double FEW = 40;

    /** The least growth of an operation that is told from scatter when it is small: one in 5,000. */
    private static final double RAREST = 1 / 5_000.0;

    /** No scatter of one object's size is this large. */
    private static final double LARGE_IN_BYTES = 16_384;

    /** No scatter of what a benchmark keeps by chance is this large, in objects of the heap. */
    private static final double LARGE_ON_HEAP = 1_000;

    /** No scatter is this large, in goroutines, files or threads. */
    private static final double LARGE = 100;

    /** A line this much flatter than before is another. */
    private static final double COLLAPSED = 0.4;

    /** What has not become a line after so many rounds never will. */
    private static final int MOST_UNCLEAR = 4;

    /** After so many complete rounds there is nothing more to learn. */
    private static final int MOST_TRIPLES = 9;

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final Planner planner;
    private final boolean fixed;
    private final Known known;
    private final List<Round> rounds;
    private final List<Triple> triples;
    private final Triple latest;
    private final Pace pace;
    private final double reach;
    private final @Nullable Stopped failure;
    private final IdentityHashMap<Triple, List<Growth>> growths = new IdentityHashMap<>();
    private final List<Growth> suspects;
    private final List<Growth> lines;

    Evidence(
            Map<Metric, Limit> limits,
            SiteFinder sites,
            Planner planner,
            boolean fixed,
            Known known,
            List<Round> rounds,
            List<Triple> triples,
            double reach,
            @Nullable Stopped failure) {
        this.limits = limits;
        this.sites = sites;
        this.planner = planner;
        this.fixed = fixed;
        this.known = known;
        this.rounds = rounds;
        this.triples = triples;
        this.latest = triples.get(triples.size() - 1);
        this.pace = Pace.of(rounds);
        this.reach = reach;
        this.failure = failure;
        this.suspects = growths(latest).stream()
                .filter(this::worthALook)
                .filter(g -> beyondScatter(g) || !tooRare(g))
                .filter(known())
                .toList();
        this.lines = suspects.stream()
                .filter(g -> (g.shape() == Shape.LINE || inSteps(g)) && !collapsed(g))
                .toList();
    }

    /** Each round is summed up once, however many suspects are looked up in it. */
    private List<Growth> growths(Triple triple) {
        return growths.computeIfAbsent(triple, t -> t.growths(sites));
    }

    /**
     * Tells whether a line is so much flatter than it was over fewer operations that what grew there was filling up: a
     * container that is emptied now and then looks like a line by accident, but each time another.
     */
    private boolean collapsed(Growth growth) {
        return triples.stream()
                .filter(t -> t.top() * 2 <= latest.top())
                .reduce((first, second) -> second)
                .flatMap(t -> growths(t).stream()
                        .filter(g -> g.subject().equals(growth.subject()) && g.total() >= FEW)
                        .findFirst())
                .filter(before -> before.countsObjects() == growth.countsObjects())
                .map(before -> growth.slope() < COLLAPSED * before.slope())
                .orElse(false);
    }

    /** A sampled profile scatters: it can confirm what an exact one has shown, and nothing else. */
    private Predicate<Growth> known() {
        if (latest.exact()) {
            return g -> true;
        }
        Set<Subject> before = new HashSet<>();
        triples.stream()
                .filter(Triple::exact)
                .forEach(t -> growths(t).stream().filter(Growth::suspect).forEach(g -> before.add(g.subject())));
        return g -> before.contains(g.subject());
    }

    private boolean worthALook(Growth growth) {
        return switch (growth.shape()) {
            case LINE -> !collapsed(growth) || triples.size() < MOST_UNCLEAR;
            case UNCLEAR -> triples.size() < (growth.total() < FEW ? MOST_UNCLEAR - 1 : MOST_UNCLEAR);
            case FLAT, PLATEAU, LAST_RESULT -> false;
        };
    }

    Step step() {
        if (suspects.isEmpty()) {
            return withoutSuspects();
        }
        Optional<Step> more = triples.size() < MOST_TRIPLES ? closerLook() : Optional.empty();
        return more.orElseGet(() -> latest.settled()
                ? decide(proven(), List.of())
                : decide(
                        List.of(),
                        List.of("Objects or goroutines were still ending by themselves after the longest wait.")));
    }

    private Step withoutSuspects() {
        Plan deeper = planner.triple((long) Math.min((double) planner.depth(pace), reach), latest.care(), 1, pace);
        boolean shallow = !fixed && failure == null && triples.size() < MOST_TRIPLES;
        return shallow && isLarger(deeper) ? new Step.RunAgain(deeper) : decide(List.of(), List.of());
    }

    /**
     * Tells whether something grows by leaps, as the tables of a large map do when they all split at once: never slower
     * than the work, and over all in proportion to it.
     */
    private boolean inSteps(Growth growth) {
        return growth.speedsUp()
                && beyondScatter(growth)
                && triples.stream()
                        .filter(t -> t.top() * 2 <= latest.top())
                        .flatMap(t -> growths(t).stream())
                        .filter(g -> g.subject().equals(growth.subject()) && g.total() >= FEW)
                        .anyMatch(g -> growth.bytesPerOperation() >= COLLAPSED * g.bytesPerOperation()
                                && growth.bytesPerOperation() > 0);
    }

    /** The runs that would make a suspect certain, or certainly none. */
    private Optional<Step> closerLook() {
        Care care = Patience.with(suspects, latest.large());
        boolean careful = latest.care().compareTo(care) >= 0;
        Plan larger = plan(wanted(), care);
        if (isLarger(larger)) {
            return Optional.of(new Step.RunAgain(larger));
        }
        boolean scatter = !shownTwice() && lines.stream().anyMatch(g -> !beyondScatter(g) && !seenBefore(g));
        if (!careful || scatter) {
            return Optional.of(new Step.RunAgain(planner.again(latest, care, pace)));
        }
        return latest.settled() ? towardsTheLimit(care) : Optional.empty();
    }

    /** The largest run that some suspect needs, as far as time, room and earlier failures allow. */
    private double wanted() {
        if (triples.size() == 1 && suspects.stream().allMatch(g -> g.total() < FEW)) {
            return 2.0 * latest.top(); // a cheap look first: scatter does not come back
        }
        return suspects.stream()
                .mapToDouble(g -> lines.contains(g)
                        ? planner.confirmation(g, pace)
                        : Math.min(4.0 * latest.top(), planner.suspectOperations(pace)))
                .max()
                .orElse(0);
    }

    private Plan plan(double operations, Care care) {
        long top = planner.bounded(Math.min(operations, reach), pace);
        return planner.triple(top, care, Planner.profileRate(suspects, top), pace);
    }

    private boolean isLarger(Plan plan) {
        return plan.trials().get(2).operations() * NEARLY > latest.top();
    }

    /** A line below every limit is followed to where it crosses one, if that can be afforded. */
    private Optional<Step> towardsTheLimit(Care care) {
        List<Growth> proven = Leaks.distinct(proven(), sites);
        double factor = metrics(latest, recognition(latest, proven).others()).factorToCross();
        if (fixed || failure != null || factor <= 1 || Double.isInfinite(factor)) {
            return Optional.empty();
        }
        double needed = Math.max(1.5, 1.3 * factor) * latest.top();
        Plan plan = plan(needed, care);
        boolean affordable = needed <= planner.suspectOperations(pace)
                && plan.trials().get(2).operations() >= NEARLY * needed;
        return affordable ? Optional.of(new Step.RunAgain(plan)) : Optional.empty();
    }

    /** Lines that are beyond all scatter, or that earlier rounds show as well. */
    private List<Growth> proven() {
        return lines.stream().filter(g -> beyondScatter(g) || seenBefore(g)).toList();
    }

    private static boolean beyondScatter(Growth growth) {
        if (!growth.countsObjects()) {
            return growth.total() >= LARGE_IN_BYTES;
        }
        return growth.total() >= (growth.subject().kind() == Leak.Kind.HEAP ? LARGE_ON_HEAP : LARGE);
    }

    /** A few objects in a great many operations are what scatter looks like. */
    private static boolean tooRare(Growth growth) {
        return growth.countsObjects() && growth.slope() < RAREST;
    }

    private boolean shownTwice() {
        return triples.size() > 1 && triples.get(triples.size() - 2).top() == latest.top();
    }

    /** Scatter is as large over few operations as over many; a leak is not. */
    private boolean seenBefore(Growth growth) {
        return triples.subList(0, triples.size() - 1).stream()
                .anyMatch(t -> growths(t).stream()
                        .filter(g -> g.subject().equals(growth.subject()) && g.suspect())
                        .anyMatch(g -> agree(g, growth)));
    }

    private static boolean agree(Growth earlier, Growth later) {
        double expected = later.slope() * 3 * earlier.operations();
        double chance = 3 * Math.sqrt(earlier.total());
        return earlier.countsObjects() == later.countsObjects()
                && earlier.total() - chance <= 2 * expected
                && earlier.total() + chance >= expected / 2;
    }

    private Step decide(List<Growth> proven, List<String> notices) {
        List<Growth> distinct = Leaks.distinct(proven, sites);
        Triple measured = measured(distinct);
        List<Growth> leaks = Leaks.at(measured, distinct, sites);
        Recognition seen = recognition(measured, leaks);
        Metrics metrics =
                new Metrics(seen.raise(limits, known.source()), measured, leaks, Allocations.of(rounds, limits));
        List<String> all = new ArrayList<>(seen.stale());
        all.addAll(seen.notices());
        all.addAll(notices);
        if (metrics.leaking()) {
            return conclude(Verdict.LEAK, measured, metrics, seen, all);
        }
        if (failure != null) {
            return Judge.ended(failure);
        }
        AllocationComparison comparison = comparison();
        Optional<Plan> more =
                metrics.allocations().more(rounds, planner, pace).or(() -> comparison.more(planner, pace));
        if (more.isPresent()) {
            return new Step.RunAgain(more.get());
        }
        all.addAll(metrics(measured, seen.others()).notices());
        all.addAll(comparison.notices());
        boolean regressed = metrics.regressed() || comparison.regressed();
        // A record that is no longer true is a mistake in a file, not something that the code under test does.
        Verdict otherwise = known.strict() && !seen.stale().isEmpty() ? Verdict.ERROR : Verdict.CLEAN;
        return conclude(regressed ? Verdict.REGRESSION : otherwise, measured, metrics, seen, all);
    }

    private AllocationComparison comparison() {
        return new AllocationComparison(known, limits, rounds, planner.repeatable());
    }

    private Recognition recognition(Triple triple, List<Growth> leaks) {
        return Recognition.of(known, triple, leaks, sites);
    }

    /** The round whose growth counts: a sampled one confirms, but an exact one has the better numbers. */
    private Triple measured(List<Growth> leaks) {
        if (fixed) {
            return triples.get(0);
        }
        return triples.stream()
                .filter(Triple::exact)
                .reduce((first, second) -> second)
                .filter(t ->
                        leaks.isEmpty() || metrics(t, Leaks.at(t, leaks, sites)).leaking())
                .orElse(latest);
    }

    private Metrics metrics(Triple triple, List<Growth> leaks) {
        return new Metrics(limits, triple, leaks, Allocations.of(rounds, limits));
    }

    private Step conclude(Verdict verdict, Triple measured, Metrics metrics, Recognition seen, List<String> notices) {
        List<Proof> proofs = metrics.leaks().stream()
                .filter(g -> verdict == Verdict.LEAK || seen.known().containsKey(g))
                .map(g -> new Proof(
                        g, planner.enough(g, latest.top()), seen.known().get(g)))
                .toList();
        return new Step.Decided(new Conclusion(
                verdict, measured, comparison().applyTo(metrics.reports()), proofs, latest.top(), failure, notices));
    }
}
