package io.github.noleak.verdict;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds what is proven against the limits and the record, and says the verdict. */
record Ruling(
        Map<Metric, Limit> limits,
        SiteFinder sites,
        Planner planner,
        boolean fixed,
        Known known,
        List<Round> rounds,
        History history,
        @Nullable Stopped failure) {

    /** What is said where a growth is not told from what is only late to end. */
    static final String STILL_ENDING = "Objects or goroutines were still ending by themselves after the longest wait.";

    /**
     * Returns whether this growth alone crosses a limit. What is on record ends no search for another leak: it counts once
     * a scenario without growth would be clean, and where nothing else may be a leak.
     */
    boolean leaking(List<Growth> proven) {
        Triple latest = history.latest();
        Triple exact = history.lastExact(t -> true).orElse(latest);
        return others(latest, proven).leaking()
                || (latest.top() >= planner.depth(Pace.of(rounds))
                        && Double.isInfinite(others(exact, suspects(exact)).factorToCross())
                        && metrics(latest, Leaks.distinct(proven, sites)).leaking());
    }

    /** Returns what may be a leak, also where the latest profile, by which a large known leak is followed, is sampled. */
    private List<Growth> suspects(Triple exact) {
        return history.of(exact).stream().filter(Growth::suspect).toList();
    }

    /** Returns how many times more operations would cross a limit first, without what is on record. */
    double factorToCross(List<Growth> proven) {
        return others(history.latest(), proven).factorToCross();
    }

    private Metrics others(Triple triple, List<Growth> growing) {
        return metrics(
                triple, recognition(triple, Leaks.distinct(growing, sites)).others());
    }

    Step decide(List<Growth> proven, List<String> notices) {
        List<Growth> distinct = Leaks.distinct(proven, sites);
        Triple measured = measured(distinct);
        List<Growth> leaks = history.of(measured, distinct);
        Recognition seen = recognition(measured, leaks);
        Metrics metrics =
                new Metrics(seen.raise(limits, known.source()), measured, leaks, Allocations.of(rounds, limits));
        List<String> all = new ArrayList<>(seen.stale());
        all.addAll(seen.notices());
        all.addAll(notices);
        if (planner.finest() > 1) {
            all.add(sampledAlone());
        }
        if (metrics.leaking()) {
            return conclude(Verdict.LEAK, measured, metrics, seen, all);
        }
        if (failure != null) {
            return new Step.Decided(Conclusion.of(failure));
        }
        AllocationComparison comparison = comparison();
        Optional<Plan> more = metrics.allocations()
                .more(rounds, planner)
                .or(() -> comparison.lacking().map(n -> planner.baseline(n, Pace.of(rounds))));
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

    private String sampledAlone() {
        return String.format(
                Locale.ROOT,
                "Setting up takes too long while every object is recorded, so that the heap is known by samples alone:"
                        + " what loses less than %,.0fB an operation was not seen. A smaller set-up is seen exactly.",
                Math.ceil(planner.leastSeen(history.latest().top())));
    }

    private AllocationComparison comparison() {
        List<Long> tried = rounds.stream()
                .filter(r -> r.plan().purpose() == Plan.Purpose.BASELINE)
                .map(r -> r.plan().trials().get(0).operations())
                .toList();
        List<AllocationRun> runs = AllocationRun.in(rounds, planner.repeatable());
        return new AllocationComparison(known, limits, runs, tried, planner.repeatable());
    }

    private Recognition recognition(Triple triple, List<Growth> leaks) {
        return Recognition.of(known, triple, leaks, sites);
    }

    /** The round whose growth counts: a sampled one confirms, but an exact one has the better numbers. */
    private Triple measured(List<Growth> leaks) {
        if (fixed) {
            return history.first();
        }
        return history.lastExact(
                        t -> leaks.isEmpty() || metrics(t, history.of(t, leaks)).leaking())
                .orElse(history.latest());
    }

    private Metrics metrics(Triple triple, List<Growth> leaks) {
        return new Metrics(limits, triple, leaks, Allocations.of(rounds, limits));
    }

    private Step conclude(Verdict verdict, Triple measured, Metrics metrics, Recognition seen, List<String> notices) {
        long furthest = history.latest().top();
        List<Proof> proofs = seen.proofs(metrics.leaks(), verdict, g -> planner.enough(g, metrics.leaks(), furthest));
        return new Step.Decided(new Conclusion(
                verdict, measured, comparison().applyTo(metrics.reports()), proofs, furthest, failure, notices));
    }
}
