package io.github.noleak.verdict;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What the complete rounds show, and whether more of them would show more. */
final class Evidence {

    /** A run counts as being as large as planned from this part on. */
    private static final double NEARLY = 0.7;

    /** A line that cannot be followed far enough is followed again only if that goes so many times further. */
    private static final double MUCH = 2.5;

    /** After so many complete rounds there is nothing more to learn. */
    private static final int MOST_TRIPLES = 9;

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final Planner planner;
    private final boolean fixed;
    private final List<Round> rounds;
    private final History history;
    private final Triple latest;
    private final Pace pace;
    private final double reach;
    private final @Nullable Stopped failure;
    private final Suspects suspects;

    Evidence(
            Map<Metric, Limit> limits,
            SiteFinder sites,
            Planner planner,
            boolean fixed,
            List<Round> rounds,
            List<Triple> triples,
            double reach,
            @Nullable Stopped failure) {
        this.limits = limits;
        this.sites = sites;
        this.planner = planner;
        this.fixed = fixed;
        this.rounds = rounds;
        this.history = new History(triples, sites);
        this.latest = history.latest();
        this.pace = Pace.of(rounds);
        this.reach = reach;
        this.failure = failure;
        this.suspects = Suspects.in(history);
    }

    Step step() {
        if (!suspects.unseen().isEmpty() && history.length() < MOST_TRIPLES && !leaking(suspects.proven())) {
            return new Step.RunAgain(exactly());
        }
        if (suspects.isEmpty()) {
            return withoutSuspects();
        }
        Optional<Step> more = history.length() < MOST_TRIPLES ? closerLook() : Optional.empty();
        return more.orElseGet(() -> latest.settled()
                ? decide(suspects.proven(), List.of())
                : decide(
                        List.of(),
                        List.of("Objects or goroutines were still ending by themselves after the longest wait.")));
    }

    private Step withoutSuspects() {
        Optional<Plan> deeper = planner.deeper(latest, reach, pace);
        boolean shallow = !fixed && failure == null && history.length() < MOST_TRIPLES;
        return shallow && deeper.isPresent() ? new Step.RunAgain(deeper.get()) : decide(List.of(), List.of());
    }

    /** The runs that show what a sampled profile could not, larger than those that first showed it. */
    private Plan exactly() {
        double seen = history.lastExact(t -> true).map(Triple::top).orElse(latest.top());
        double larger = Math.min(4 * seen, Math.max(seen, planner.suspectOperations(pace)));
        return planner.triple(planner.bounded(Math.min(larger, reach), pace), latest.care(), 1, pace);
    }

    /** The runs that would make a suspect certain, or certainly none. */
    private Optional<Step> closerLook() {
        Care care = Patience.with(suspects.all(), latest.large());
        boolean careful = latest.care().compareTo(care) >= 0;
        List<Growth> followed = suspects.proven().stream()
                .filter(g -> planner.enough(g, latest.top()))
                .toList();
        if (careful && latest.settled() && leaking(followed)) {
            return Optional.empty();
        }
        Plan larger = plan(wanted(), care);
        if (isLarger(larger)) {
            return Optional.of(new Step.RunAgain(larger));
        }
        if (!latest.whole() && suspects.proven().size() < suspects.all().size()) {
            return Optional.of(new Step.RunAgain(plan((double) latest.top(), care)));
        }
        boolean scatter = !history.repeated()
                && suspects.lines().size() > suspects.proven().size()
                && !leaking(suspects.proven());
        if (!careful || scatter) {
            return Optional.of(new Step.RunAgain(planner.again(latest, care, pace)));
        }
        return latest.settled() ? towardsTheLimit(care) : Optional.empty();
    }

    /** The largest run that would tell, as far as time, room and earlier failures allow. */
    private double wanted() {
        if (history.length() == 1 && Suspects.few(suspects.all())) {
            return 2.0 * latest.top(); // a cheap look first: scatter does not come back
        }
        // The line that is certain first is enough: it fails the scenario, or leaves the others for the next round.
        OptionalDouble certain = suspects.lines().stream()
                .filter(g -> !planner.enough(g, latest.top()))
                .flatMapToDouble(g -> {
                    long far = planner.confirmation(g, suspects.all(), pace);
                    boolean worthIt = history.length() == 1 || planner.enough(g, far) || far >= MUCH * latest.top();
                    return worthIt ? DoubleStream.of((double) far) : DoubleStream.empty();
                })
                .min();
        if (certain.isPresent()) {
            return certain.getAsDouble();
        }
        return suspects.all().size() == suspects.lines().size() || leaking(suspects.proven())
                ? 0
                : Math.min(4.0 * latest.top(), planner.suspectOperations(pace));
    }

    private Plan plan(double operations, Care care) {
        long top = planner.bounded(Math.min(operations, reach), pace);
        int rate = Planner.profileRate(suspects.all(), top);
        return suspects.lines().size() == suspects.all().size()
                ? planner.look(top, care, rate, pace)
                : planner.triple(top, care, rate, pace);
    }

    private boolean isLarger(Plan plan) {
        return plan.trials().get(2).totalOperations() * NEARLY > latest.top();
    }

    private boolean leaking(List<Growth> proven) {
        return metrics(latest, Leaks.distinct(proven, sites)).leaking();
    }

    /** A line below every limit is followed to where it crosses one, if that can be afforded. */
    private Optional<Step> towardsTheLimit(Care care) {
        double factor =
                metrics(latest, Leaks.distinct(suspects.proven(), sites)).factorToCross();
        if (fixed || failure != null || factor <= 1 || Double.isInfinite(factor)) {
            return Optional.empty();
        }
        double needed = Math.max(1.5, 1.3 * factor) * latest.top();
        Plan plan = plan(needed, care);
        boolean affordable = needed <= planner.suspectOperations(pace)
                && plan.trials().get(2).totalOperations() >= NEARLY * needed;
        return affordable ? Optional.of(new Step.RunAgain(plan)) : Optional.empty();
    }

    private Step decide(List<Growth> proven, List<String> notices) {
        List<Growth> distinct = Leaks.distinct(proven, sites);
        Triple measured = measured(distinct);
        List<Growth> leaks = history.of(measured, distinct);
        Metrics metrics = metrics(measured, leaks);
        if (metrics.leaking()) {
            return conclude(Verdict.LEAK, measured, metrics, notices);
        }
        if (failure != null) {
            return Judge.ended(failure);
        }
        Optional<Plan> more = metrics.allocations().more(rounds, planner);
        if (more.isPresent()) {
            return new Step.RunAgain(more.get());
        }
        List<String> all = new ArrayList<>(notices);
        all.addAll(metrics.notices());
        return conclude(metrics.regressed() ? Verdict.REGRESSION : Verdict.CLEAN, measured, metrics, all);
    }

    /** The round whose growth counts: a sampled one confirms, but an exact one has the better numbers. */
    private Triple measured(List<Growth> leaks) {
        if (fixed) {
            return history.first();
        }
        return history.lastExact(
                        t -> leaks.isEmpty() || metrics(t, history.of(t, leaks)).leaking())
                .orElse(latest);
    }

    private Metrics metrics(Triple triple, List<Growth> leaks) {
        return new Metrics(limits, triple, leaks, Allocations.of(rounds, limits));
    }

    private Step conclude(Verdict verdict, Triple measured, Metrics metrics, List<String> notices) {
        List<Proof> proofs = verdict == Verdict.LEAK
                ? metrics.leaks().stream()
                        .map(g -> new Proof(g, planner.enough(g, latest.top())))
                        .sorted(Comparator.comparing(p -> !p.confirmed()))
                        .toList()
                : List.of();
        return new Step.Decided(
                new Conclusion(verdict, measured, metrics.reports(), proofs, latest.top(), failure, notices));
    }
}
