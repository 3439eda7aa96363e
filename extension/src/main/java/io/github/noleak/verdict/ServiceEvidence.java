package io.github.noleak.verdict;

import io.github.noleak.Limit;
import io.github.noleak.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the samples of a service show, and whether more calls would show more. */
final class ServiceEvidence {

    /** One object lost in 1,000 calls shows after so many. */
    private static final long DEPTH = 10_000;

    /** The part of the budget that a service without suspects is called for. */
    private static final double WITHOUT_SUSPECTS = 1 / 3.0;

    private static final String REMEDY = "Call it more often within noleak.service.budget, raise that or the limit,"
            + " have every object recorded (@GoService without pprof), or set noleak.service.strict=false.";

    private final Ruling ruling;
    private final Planner planner;
    private final Triple latest;
    private final Suspects suspects;
    private final double budget;
    private final List<Idleness> rests;
    private final List<SlowCalls> slowly;
    private final long calls;
    private final Set<Subject> byTime;
    private final LeastSeen leastSeen;
    private final List<Limit> blind;
    private final long iterations;
    private final boolean strict;

    /** What would be told as a leak if there were no more to come. */
    private final List<Growth> named;

    ServiceEvidence(
            Ruling ruling,
            double budget,
            List<Idleness> rests,
            List<SlowCalls> slowly,
            long calls,
            Steadiness steadiness,
            long iterations,
            boolean strict) {
        this.ruling = ruling;
        this.planner = ruling.planner();
        this.latest = ruling.history().latest();
        this.byTime = Stream.concat(
                        rests.stream().flatMap(Idleness::byTime),
                        slowly.stream().flatMap(SlowCalls::byTime))
                .collect(Collectors.toSet());
        this.suspects = Suspects.in(ruling.history()).without(byTime);
        this.budget = budget;
        this.rests = rests;
        this.slowly = slowly;
        this.calls = calls;
        this.leastSeen = LeastSeen.in(latest);
        this.blind = leastSeen.blindTo(ruling.limits(), iterations);
        this.iterations = iterations;
        this.strict = strict;
        this.named = steadiness.steady(suspects.named());
    }

    ServiceStep step() {
        // Early, and not only before the verdict: what grows with time may have filled up by then.
        if (rests.isEmpty() && ruling.leaking(named)) {
            return new ServiceStep.Rest(Idleness.seconds(latest), latest.care());
        }
        Optional<ServiceStep> slow = SlowCalls.of(latest, named);
        if (slowly.isEmpty() && slow.isPresent() && ruling.leaking(named)) {
            return slow.get();
        }
        if (suspects.isEmpty()) {
            return mayShowMore() ? twiceAsMany(Care.QUICK) : decide(List.of(), List.of());
        }
        List<Growth> followed = suspects.proven().stream()
                .filter(g -> planner.enough(g, suspects.lines(), latest.top()))
                .toList();
        boolean atTheEnd = ruling.leaking(followed) || !mayGoOn(budget);
        Care care = Patience.with(suspects.all(), latest.large());
        // A careful look takes seconds: it is worth them early, when it may end the matter, and before a verdict.
        if (latest.care().compareTo(care) < 0 && (atTheEnd || ruling.history().length() == 1)) {
            return new ServiceStep.Look(care);
        }
        if (!atTheEnd) {
            return twiceAsMany(Care.PATIENT);
        }
        // What each call adds to is no scatter, though slow calls may be too few to follow it.
        return ruling.leaking(named)
                ? afterRest()
                : decide(suspects.proven().stream().filter(named::contains).toList(), uncertain());
    }

    /** Slow calls have made a few of them already. */
    private ServiceStep twiceAsMany(Care care) {
        return new ServiceStep.Call(Math.max(1, 2 * latest.top() - calls), care);
    }

    /** Returns whether more calls are worth their time, where nothing has grown so far. */
    private boolean mayShowMore() {
        return blind.isEmpty() ? latest.top() < DEPTH && mayGoOn(WITHOUT_SUSPECTS * budget) : mayGoOn(budget);
    }

    /** Each round has as many calls as all before it. */
    private boolean mayGoOn(double seconds) {
        double each = (latest.large().seconds() - latest.small().seconds()) / (latest.top() - latest.operations());
        double room = planner.bounded(2.0 * latest.top(), Pace.of(ruling.rounds()));
        return latest.large().seconds() + each * latest.top() <= seconds && room >= 2 * latest.top();
    }

    /** What ends by itself while nothing is called is no leak. */
    private ServiceStep afterRest() {
        Idleness rest = rests.get(rests.size() - 1);
        if (!rest.isAfter(latest)) {
            return new ServiceStep.Rest(Idleness.seconds(latest), latest.care());
        }
        Optional<ServiceStep> slow = SlowCalls.of(latest, named);
        if (slow.isPresent() && slowly.stream().noneMatch(s -> s.isAfter(latest))) {
            return slow.get();
        }
        List<Growth> ended = rest.ended(named);
        List<Growth> proven = named.stream()
                .filter(g -> latest.large().settled() && !ended.contains(g))
                .toList();
        List<String> notices = new ArrayList<>();
        if (!ended.isEmpty()) {
            notices.add("This grew, and then ended by itself: " + names(ended) + ".");
        }
        if (!latest.large().settled()) {
            notices.add(Ruling.STILL_ENDING);
        }
        return decide(proven, notices);
    }

    /** Names what may be a leak, and was not told from a container that fills up in the time that there was. */
    private List<String> uncertain() {
        List<Growth> open = Leaks.distinct(suspects.all(), ruling.sites()).stream()
                .filter(g -> !suspects.proven().contains(g) || !named.contains(g))
                .toList();
        return open.isEmpty()
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "Up to %,d operations it is not certain whether this goes on growing: %s."
                                + " A longer noleak.service.budget tells.",
                        latest.top(),
                        names(open)));
    }

    private String names(List<Growth> growths) {
        Culprits culprits = new Culprits(latest, ruling.sites());
        return Leaks.distinct(growths, ruling.sites()).stream()
                .map(g -> culprits.of(g.subject()))
                .map(c -> c.site() == null
                        ? c.fingerprint()
                        : c.site().function() + " (" + c.site().file().replaceFirst(".*/", "") + ":"
                                + c.site().line() + ")")
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private ServiceStep decide(List<Growth> proven, List<String> notices) {
        List<String> all = new ArrayList<>(notices);
        List<Growth> growing = ruling.history().of(latest).stream()
                .filter(g -> byTime.contains(g.subject()) && g.shape() != Growth.Shape.FLAT)
                .toList();
        if (!growing.isEmpty()) {
            all.add("This grows with time, and not with the calls: " + names(growing) + ".");
        }
        int rate = latest.large().trial().profileRate();
        if (rate > 1) {
            all.add(sampled(rate));
        }
        if (ruling.decide(proven, all) instanceof Step.Decided decided) {
            return new ServiceStep.Decided(asFarAsSeen(decided.conclusion()));
        }
        throw new IllegalStateException("a service has no runs that could be repeated");
    }

    /** A pass says what would not have been seen; it is none where that was asked for by a limit. */
    private Conclusion asFarAsSeen(Conclusion conclusion) {
        if (conclusion.verdict() != Verdict.CLEAN || blind.isEmpty()) {
            return conclusion;
        }
        List<String> unmet = blind.stream()
                .filter(limit -> strict && LeastSeen.isSet(limit))
                .map(limit -> leastSeen.stricter(limit, iterations))
                .toList();
        if (unmet.isEmpty()) {
            return conclusion.unseen(leastSeen.inWords());
        }
        List<String> reasons = new ArrayList<>(unmet);
        reasons.add(REMEDY);
        return conclusion.inconclusive(reasons);
    }

    private String sampled(int rate) {
        return String.format(
                Locale.ROOT,
                "The heap profile has one sample in %,d bytes: what loses less than %,.0fB an operation has no line,"
                        + " and what loses fewer than %.3g objects an operation was not seen in the exact totals, either.",
                rate,
                Math.ceil(leastSeen.bytes()),
                leastSeen.objects());
    }
}
