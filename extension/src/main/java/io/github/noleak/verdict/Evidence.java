package io.github.noleak.verdict;

import java.util.List;
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

    private final Planner planner;
    private final boolean fixed;
    private final Ruling ruling;
    private final History history;
    private final Triple latest;
    private final Pace pace;
    private final double reach;
    private final @Nullable Stopped failure;
    private final List<Stopped> stops;
    private final Suspects suspects;

    Evidence(Ruling ruling, double reach) {
        this.planner = ruling.planner();
        this.fixed = ruling.fixed();
        this.ruling = ruling;
        this.history = ruling.history();
        this.latest = history.latest();
        this.pace = Pace.of(ruling.rounds());
        this.reach = reach;
        this.failure = ruling.failure();
        this.stops = ruling.rounds().stream().flatMap(r -> r.stops().stream()).toList();
        this.suspects = Suspects.in(history);
    }

    Step step() {
        if (!suspects.unseen().isEmpty() && !leaking(suspects.proven())) {
            Plan exactly = exactly();
            if (mayGoOn(exactly)) {
                return new Step.RunAgain(exactly);
            }
        }
        if (suspects.isEmpty()) {
            return withoutSuspects();
        }
        return closerLook()
                .filter(this::mayGoOn)
                .or(() -> notTakenOnce().filter(this::mayGoOn))
                .<Step>map(Step.RunAgain::new)
                .orElseGet(() -> latest.settled()
                        ? ruling.decide(leaking(suspects.proven()) ? suspects.named() : suspects.proven(), List.of())
                        : ruling.decide(List.of(), List.of(Ruling.STILL_ENDING)));
    }

    private Step withoutSuspects() {
        boolean mayBeDeeper = !fixed && failure == null;
        return planner.deeper(latest, reach, pace)
                .filter(plan -> mayBeDeeper && mayGoOn(plan))
                .<Step>map(Step.RunAgain::new)
                .orElseGet(() -> ruling.decide(List.of(), List.of()));
    }

    /** The runs that show what a sampled profile could not, larger than those that first showed it. */
    private Plan exactly() {
        double seen = history.lastExact(t -> true).map(Triple::top).orElse(latest.top());
        double larger = Math.min(4 * seen, Math.max(seen, planner.suspectOperations(pace)));
        return planner.triple(planner.bounded(Math.min(larger, reach), pace), latest.care(), 1, pace);
    }

    /** The runs that would make a suspect certain, or certainly none. */
    private Optional<Plan> closerLook() {
        Care care = Patience.with(suspects.all(), latest.large());
        boolean careful = latest.care().compareTo(care) >= 0;
        List<Growth> followed = suspects.proven().stream()
                .filter(g -> planner.enough(g, suspects.lines(), latest.top()))
                .toList();
        if (careful && latest.settled() && leaking(followed)) {
            return Optional.empty();
        }
        if (onceARun()) {
            int rate = latest.small().trial().profileRate();
            return Optional.of(planner.triple(latest.top(), latest.care(), rate, pace));
        }
        if (!newScatter() && !fixed && planner.goesByTheSampledPace(suspects.lines(), pace)) {
            Optional<Plan> sampled = Planner.sampledScout(ruling.rounds(), pace);
            if (sampled.isPresent()) {
                return sampled;
            }
        }
        Plan larger = plan(wanted(), care);
        if (isLarger(larger)) {
            return Optional.of(larger);
        }
        boolean crossed = leaking(suspects.proven());
        boolean untold = suspects.open(history)
                || suspects.lines().size() < suspects.all().size();
        if (!latest.whole() && !crossed && untold) {
            int rate = latest.small().trial().profileRate();
            return Optional.of(planner.triple(latest.top(), care, rate, pace));
        }
        boolean scatter = !history.repeated() && suspects.open(history) && !crossed;
        if (!careful || scatter) {
            return Optional.of(planner.again(latest, care, pace));
        }
        return latest.settled() ? towardsTheLimit(care) : Optional.empty();
    }

    /** What grew much slower in smaller runs, or not at all, may be a step that is taken once: larger runs tell. */
    private Optional<Plan> notTakenOnce() {
        double twice = 2.0 * latest.top();
        boolean affordable = !fixed && failure == null && twice <= planner.suspectOperations(pace);
        boolean suddenly = leaking(suspects.proven())
                && !leaking(suspects.proven().stream()
                        .filter(g -> !Suspects.isSudden(g, history))
                        .toList());
        return Optional.of(plan(twice, latest.care())).filter(plan -> affordable && suddenly && isLarger(plan));
    }

    /** The largest run that would tell, as far as time, room and earlier failures allow. */
    private double wanted() {
        if (newScatter()) {
            return 2.0 * latest.top(); // a cheap look first: scatter does not come back
        }
        // The line that is certain first is enough: it fails the scenario, or leaves the others for the next round.
        OptionalDouble certain = suspects.lines().stream()
                .filter(g -> !planner.enough(g, suspects.lines(), latest.top()))
                .flatMapToDouble(g -> {
                    long far = planner.confirmation(g, suspects.lines(), pace);
                    double least = g.total() < Suspects.FEW ? latest.top() : MUCH * latest.top();
                    boolean worthIt = history.length() == 1 || planner.enough(g, suspects.lines(), far) || far >= least;
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

    /** Tells whether all that grows is little, and grew in no round before. */
    private boolean newScatter() {
        return Suspects.few(suspects.all())
                && suspects.all().stream()
                        .noneMatch(g -> history.earlier(g.subject()).anyMatch(Growth::suspect));
    }

    /**
     * Tells whether all that grows is more after several repeats, and not after twice the operations: a benchmark may
     * keep something each time that it is called, which a run of 4N operations in one go tells at little cost.
     */
    private boolean onceARun() {
        return !fixed
                && !latest.whole()
                && newScatter()
                && suspects.all().stream().noneMatch(Growth::growsAtFirst);
    }

    private Plan plan(double operations, Care care) {
        long top = planner.bounded(Math.min(operations, reach), pace);
        int rate = planner.profileRate(suspects.all(), top);
        return suspects.lines().size() == suspects.all().size()
                ? planner.look(top, care, rate, pace)
                : planner.triple(top, care, rate, pace);
    }

    private boolean isLarger(Plan plan) {
        return plan.trials().get(2).totalOperations() * NEARLY > latest.top();
    }

    private boolean leaking(List<Growth> proven) {
        return ruling.leaking(proven);
    }

    /** What has failed or was too slow would be so again, and there is an end to all following. */
    private boolean mayGoOn(Plan plan) {
        return history.length() < MOST_TRIPLES
                && plan.trials().stream()
                        .noneMatch(t -> stops.stream()
                                .map(Stopped::trial)
                                .anyMatch(s -> s.repeats() == t.repeats() && s.operations() <= t.operations()));
    }

    /** A line below every limit is followed to where it crosses one, if that can be afforded. */
    private Optional<Plan> towardsTheLimit(Care care) {
        double factor = ruling.factorToCross(suspects.proven());
        if (fixed || failure != null || factor <= 1 || Double.isInfinite(factor)) {
            return Optional.empty();
        }
        double needed = Math.max(1.5, 1.3 * factor) * latest.top();
        Plan plan = plan(needed, care);
        boolean affordable = needed <= planner.suspectOperations(pace)
                && plan.trials().get(2).totalOperations() >= NEARLY * needed;
        return affordable ? Optional.of(plan) : Optional.empty();
    }
}
