package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.verdict.Plan.Purpose;
import io.github.noleak.verdict.Stopped.Cause;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from all the runs so far, whether more are needed and what they prove.
 *
 * <p>It keeps no state: the same rounds give the same step.
 */
@API(status = INTERNAL, since = "0.1")
public final class Judge {

    /** What fails after fewer operations fails before a leak can show. */
    private static final long FEWEST_SCOUTED = 8;

    private static final String TOO_SLOW_TO_REPEAT =
            "An operation takes too long to be repeated within noleak.timeout: just these few operations were judged.";

    private static final String NOT_JUDGED =
            "%,d operations took far longer than fewer let expect, and were ended: nothing was judged from there on. Run"
                    + " that many by hand to see whether they hang.";

    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;
    private final Planner planner;
    private final long iterations;
    private final Known known;

    /**
     * Creates a judge of one scenario.
     *
     * @param limits a limit for every metric
     * @param sites tells the code under test from other code
     * @param budget the seconds that a scenario without growth may take
     * @param repeatable whether one process can repeat the scenario: true for benchmarks
     * @param iterations N, or 0 to let it climb
     */
    public Judge(Map<Metric, Limit> limits, SiteFinder sites, double budget, boolean repeatable, long iterations) {
        this(limits, sites, budget, repeatable, iterations, Known.nothing());
    }

    /** Creates a judge who also goes by what is on record. */
    public Judge(
            Map<Metric, Limit> limits,
            SiteFinder sites,
            double budget,
            boolean repeatable,
            long iterations,
            Known known) {
        this(Map.copyOf(limits), sites, new Planner(budget, repeatable), iterations, known);
    }

    private Judge(Map<Metric, Limit> limits, SiteFinder sites, Planner planner, long iterations, Known known) {
        this.limits = limits;
        this.sites = sites;
        this.planner = planner;
        this.iterations = iterations;
        this.known = known;
    }

    /** Returns what to do after these rounds. */
    public Step next(List<Round> rounds) {
        Step step = step(rounds);
        return step instanceof Step.Decided decided && decided.conclusion().verdict() == Verdict.CLEAN
                ? new Step.Decided(decided.conclusion().noting(notJudged(rounds)))
                : step;
    }

    /** What is clean up to some operations may hang, and not just be slow, from there on. */
    private static List<String> notJudged(List<Round> rounds) {
        long judged = rounds.stream()
                .flatMap(r -> r.samples().stream())
                .mapToLong(s -> s.trial().operations())
                .max()
                .orElse(0);
        return rounds.stream()
                .filter(r -> r.plan().purpose() != Purpose.REPEATS && r.plan().purpose() != Purpose.BASELINE)
                .flatMap(r -> r.stops().stream())
                .filter(s -> s.cause() == Cause.TOO_SLOW && s.trial().operations() > judged)
                .min(Comparator.comparingLong(s -> s.trial().operations()))
                .map(s -> NOT_JUDGED.formatted(s.trial().operations()))
                .map(List::of)
                .orElse(List.of());
    }

    private Step step(List<Round> rounds) {
        if (rounds.isEmpty()) {
            return new Step.RunAgain(planner.probe());
        }
        if (!rounds.get(0).isTooSlow()) {
            return after(rounds);
        }
        // Recording every object makes what a benchmark sets up many times slower.
        Judge coarser = new Judge(limits, sites, planner.coarser(), iterations, known);
        return rounds.size() == 1
                ? new Step.RunAgain(coarser.planner.probe())
                : coarser.after(rounds.subList(1, rounds.size()));
    }

    private Step after(List<Round> rounds) {
        List<Triple> triples =
                rounds.stream().flatMap(r -> Triple.of(r).stream()).toList();
        Optional<Stopped> failure = rounds.stream()
                .flatMap(r -> r.stops().stream())
                .filter(s -> s.cause() != Cause.TOO_SLOW)
                .min(Comparator.comparing(Stopped::cause));
        Round latest = rounds.get(rounds.size() - 1);
        Purpose last = latest.plan().purpose();
        if (failure.isPresent() && last == Purpose.PROBE) {
            return ended(failure.get());
        }
        if (rounds.get(0).samples().isEmpty()) {
            return ended(firstStop(rounds));
        }
        Pace pace = Pace.of(rounds);
        if (triples.isEmpty() && last == Purpose.SCOUT) {
            long operations = latest.plan().trials().get(0).operations();
            if (operations >= FEWEST_SCOUTED && !latest.stops().isEmpty()) {
                return new Step.RunAgain(planner.scout(operations / 4, pace));
            }
            if (failed(latest)) {
                return ended(failure.orElseThrow());
            }
        }
        if (last == Purpose.PROBE && planner.finest() == 1) {
            Plan scout = planner.scout(lastSample(rounds).seconds(), pace);
            if (scout.trials().get(0).operations() > 1) {
                return new Step.RunAgain(scout);
            }
        }
        boolean looked = last != Purpose.PROBE && last != Purpose.SCOUT;
        if (!looked && triples.isEmpty() && iterations == 0 && planner.slow(pace)) {
            return new Step.RunAgain(planner.glance(pace));
        }
        if (last == Purpose.GLANCE && iterations == 0 && failure.isEmpty()) {
            Optional<Step> clean = latest.samples().stream()
                    .filter(planner::deepEnough)
                    .findFirst()
                    .flatMap(many ->
                            unlessGrowing(rounds, Triple.glance(lastSample(rounds.subList(0, 1)), many), List.of()));
            if (clean.isPresent()) {
                return clean.get();
            }
        }
        double reach = reach(rounds);
        if (triples.isEmpty()) {
            return first(rounds, pace, reach, failure.orElse(null));
        }
        return new Evidence(ruling(rounds, new History(triples, sites), failure.orElse(null)), reach).step();
    }

    private Ruling ruling(List<Round> rounds, History history, @Nullable Stopped failure) {
        return new Ruling(limits, sites, planner, iterations > 0, known, rounds, history, failure);
    }

    /** The first complete round: chosen by depth, and smaller after a failure. */
    private Step first(List<Round> rounds, Pace pace, double reach, @Nullable Stopped failure) {
        Care care = pace.scarce() ? Patience.with(lastSample(rounds)) : Care.QUICK;
        long top = (long) Math.min((double) planner.depth(pace), reach);
        if (iterations > 0) {
            if (failure != null) {
                return ended(failure);
            }
            return rounds.get(rounds.size() - 1).plan().purpose() == Purpose.TRIPLE
                    ? ended(firstStop(rounds))
                    : new Step.RunAgain(planner.fixed(iterations, pace));
        }
        boolean growing = pace.scarce() || pace.bytes() >= 16;
        if (failure != null && (top < 4 || !(growing && mayComeLate(failure)))) {
            return ended(failure);
        }
        if (top < 4 && planner.repeatable() && onlyRepeatsStopped(rounds.get(rounds.size() - 1))) {
            return new Step.RunAgain(planner.triple(4, care, planner.finest(), pace));
        }
        if (top < 4) {
            return unrepeated(rounds).orElseGet(() -> ended(firstStop(rounds)));
        }
        return new Step.RunAgain(planner.look(top, care, planner.finest(), pace));
    }

    /** After a first look of which the repeats took too long, the runs without repeats may tell. */
    private static boolean onlyRepeatsStopped(Round round) {
        Purpose purpose = round.plan().purpose();
        boolean look = purpose == Purpose.GLANCE
                || (purpose == Purpose.TRIPLE && round.plan().trials().size() == 3);
        return look
                && round.stops().size() == 1
                && round.stops().stream()
                        .allMatch(s -> s.cause() == Cause.TOO_SLOW
                                && s.trial().repeats() > 1
                                && s.trial().profileRate() == 1);
    }

    /** Where even the least repeats take too long, the three runs may show that nothing grows at all. */
    private Optional<Step> unrepeated(List<Round> rounds) {
        return Triple.unrepeated(rounds.get(rounds.size() - 1))
                .flatMap(triple -> unlessGrowing(rounds, triple, List.of(TOO_SLOW_TO_REPEAT)));
    }

    private Optional<Step> unlessGrowing(List<Round> rounds, Triple triple, List<String> notices) {
        History history = new History(List.of(triple), sites);
        return Suspects.in(history).isEmpty()
                ? Optional.of(ruling(rounds, history, null).decide(List.of(), notices))
                : Optional.empty();
    }

    /** A leak that is certain at fewer operations outranks what happens at more. */
    private static boolean mayComeLate(Stopped failure) {
        return failure.cause() == Cause.FAILED || failure.cause() == Cause.HUNG;
    }

    private static boolean failed(Round round) {
        return round.stops().stream().anyMatch(s -> s.cause() != Cause.TOO_SLOW);
    }

    private static Sample lastSample(List<Round> rounds) {
        List<Sample> samples =
                rounds.stream().flatMap(r -> r.samples().stream()).toList();
        return samples.get(samples.size() - 1);
    }

    private static Stopped firstStop(List<Round> rounds) {
        return rounds.stream().flatMap(r -> r.stops().stream()).findFirst().orElseThrow();
    }

    /** How many operations may be tried after what failed or took too long. */
    private static double reach(List<Round> rounds) {
        double failed = rounds.stream()
                .flatMap(r -> r.stops().stream()
                        .filter(s -> s.cause() != Cause.TOO_SLOW || r.plan().purpose() != Purpose.SCOUT))
                .mapToDouble(s -> s.trial().totalOperations() / (s.cause() == Cause.TOO_SLOW ? 8.0 : 4.0))
                .min()
                .orElse(Double.MAX_VALUE);
        return rounds.stream()
                .flatMap(r -> Triple.of(r).stream())
                .mapToDouble(Triple::top)
                .reduce(failed, Math::max);
    }

    static Step ended(Stopped stopped) {
        Verdict verdict = switch (stopped.cause()) {
            case SKIPPED -> Verdict.SKIPPED;
            case FAILED -> Verdict.ERROR;
            case HUNG, TOO_SLOW -> Verdict.HANG;
            case UNREADABLE -> Verdict.INCONCLUSIVE;
        };
        return new Step.Decided(new Conclusion(verdict, null, List.of(), List.of(), 0, stopped, List.of()));
    }
}
