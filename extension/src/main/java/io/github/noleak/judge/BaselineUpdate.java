package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.GrowthSites;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.ThreeSnapshots;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What the baseline should record of a scenario from now on. What is still true stays as it is, to the digit.
 *
 * @param scenario the new record
 * @param changes a line for each change
 * @param unexplained the fingerprints that need a reason and have none
 */
@API(status = INTERNAL, since = "0.1")
public record BaselineUpdate(KnownScenario scenario, List<String> changes, List<String> unexplained) {

    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final MathContext DIGITS_OF_SCATTER = new MathContext(4, RoundingMode.UP);
    private static final MathContext DIGITS_OF_ALLOCATIONS = new MathContext(8, RoundingMode.HALF_EVEN);

    /** An allocation figure that is off by no more than this part is not worth a new record. */
    private static final double OFF = 0.01;

    /** Copies the lists. */
    public BaselineUpdate {
        changes = List.copyOf(changes);
        unexplained = List.copyOf(unexplained);
    }

    /**
     * Makes the new record; empty if the scenario did not come to a verdict on its growth.
     *
     * @param reason why new leaks may stay; null where none is given
     * @param repeatable whether the scenario is a benchmark
     */
    public static Optional<BaselineUpdate> of(
            Known known,
            Conclusion conclusion,
            SeriesSoFar soFar,
            SiteFinder sites,
            @Nullable String reason,
            boolean repeatable) {
        return of(known, conclusion, sites, reason, soFar.runs(repeatable));
    }

    private static Optional<BaselineUpdate> of(
            Known known, Conclusion conclusion, SiteFinder sites, @Nullable String reason, List<AllocationRun> runs) {
        ThreeSnapshots measured = conclusion.measured();
        if (measured == null) {
            return Optional.empty();
        }
        Maker maker = new Maker(known, conclusion, new GrowthSites(measured, sites), reason);
        List<KnownLeak> leaks = maker.leaks();
        Map<Metric, KnownAllocation> allocations = maker.allocations(runs);
        return Optional.of(new BaselineUpdate(
                new KnownScenario(known.platform(), allocations, leaks), maker.changes, maker.unexplained));
    }

    /** Makes one record, and takes notes. */
    private static final class Maker {

        private final Known known;
        private final Conclusion conclusion;
        private final GrowthSites growthSites;
        private final @Nullable String reason;
        private final List<String> changes = new ArrayList<>();
        private final List<String> unexplained = new ArrayList<>();

        Maker(Known known, Conclusion conclusion, GrowthSites growthSites, @Nullable String reason) {
            this.known = known;
            this.conclusion = conclusion;
            this.growthSites = growthSites;
            this.reason = reason;
        }

        List<KnownLeak> leaks() {
            List<KnownLeak> leaks = new ArrayList<>();
            List<Growth> growths = new ArrayList<>(
                    conclusion.leaks().stream().map(Proof::growth).toList());
            growths.addAll(containers(growths));
            List<Observed> all =
                    Observed.of(growths, growthSites, known.scenario().leaks());
            for (Observed observed : all) {
                KnownLeak before = Recognition.recorded(known.scenario(), observed.fingerprint());
                if (before != null) {
                    leaks.add(again(before, observed));
                } else if (crosses(observed)) {
                    leaks.add(first(observed));
                }
            }
            for (KnownLeak before : known.scenario().leaks()) {
                if (all.stream().noneMatch(o -> o.fingerprint().equals(before.fingerprint()))) {
                    if (Recognition.gone(before, growthSites)) {
                        changes.add("gone: " + before.fingerprint());
                    } else {
                        leaks.add(before);
                    }
                }
            }
            leaks.sort(Comparator.comparing(KnownLeak::fingerprint));
            return leaks;
        }

        /**
         * What holds leaked objects grows with them, by leaps: one run proves that, and the next does not. It belongs to
         * the record, or it would be a new leak one day.
         */
        private List<Growth> containers(List<Growth> proven) {
            if (proven.stream().noneMatch(g -> g.subject().kind() == Leak.Kind.HEAP)) {
                return List.of();
            }
            List<Subject> subjects = proven.stream().map(Growth::subject).toList();
            return growthSites.measured().growths(growthSites.sites()).stream()
                    .filter(g -> g.subject() instanceof Subject.HeapSite && !subjects.contains(g.subject()))
                    .filter(g -> g.goesOn() && Recognition.isCertain(g.objects(), g.bytes()))
                    .toList();
        }

        /** What stays below its limit passes without a record. */
        private boolean crosses(Observed observed) {
            Leak.Kind kind = observed.kind();
            return conclusion.metrics().stream()
                    .filter(m -> m.verdict() == Verdict.LEAK)
                    .anyMatch(m -> Resource.of(m.metric())
                            .filter(r -> r.kind() == kind)
                            .isPresent());
        }

        private KnownLeak first(Observed observed) {
            changes.add("new: " + observed.fingerprint());
            return leak(observed, explain(observed.fingerprint()), null);
        }

        private KnownLeak again(KnownLeak before, Observed observed) {
            if (before.expired(known.today())) {
                changes.add("past its date: " + observed.fingerprint());
                return leak(observed, explain(observed.fingerprint()), null);
            }
            boolean grown = observed.grownBeyond(before);
            if (!grown && !observed.shrunkBelow(before)) {
                return before;
            }
            changes.add((grown ? "grown: " : "tightened: ") + observed.fingerprint());
            String why = grown && reason != null ? reason : before.reason();
            return leak(observed, why, before.expires());
        }

        private String explain(String fingerprint) {
            if (reason != null) {
                return reason;
            }
            unexplained.add(fingerprint);
            return "";
        }

        private static KnownLeak leak(Observed o, String reason, @Nullable LocalDate expires) {
            return new KnownLeak(
                    o.fingerprint(),
                    rounded(o.perOperation(), DIGITS),
                    rounded(o.bytesPerOperation(), DIGITS),
                    reason,
                    expires);
        }

        Map<Metric, KnownAllocation> allocations(List<AllocationRun> runs) {
            Map<Metric, KnownAllocation> made = new EnumMap<>(Metric.class);
            for (Metric metric : Allocations.METRICS) {
                KnownAllocation before =
                        known.comparable() ? known.scenario().allocations().get(metric) : null;
                Optional<AllocationRun> latest = runs.stream()
                        .filter(run -> before != null && run.iterations() == before.iterations())
                        .reduce((first, second) -> second)
                        .or(() -> runs.stream().findFirst());
                if (latest.isPresent()) {
                    made.put(metric, allocation(metric, before, latest.get().figure(metric)));
                } else if (before != null) {
                    made.put(metric, before);
                }
            }
            return made;
        }

        private KnownAllocation allocation(Metric metric, @Nullable KnownAllocation before, AllocationFigure now) {
            if (before != null
                    && before.iterations() == now.iterations()
                    && Math.abs(now.median() - before.perOperation())
                            <= before.scatter() + now.scatter() + OFF * before.perOperation()) {
                return before;
            }
            if (before != null || known.scenario().allocations().containsKey(metric)) {
                changes.add(metric.key());
            }
            return new KnownAllocation(
                    rounded(now.median(), DIGITS_OF_ALLOCATIONS),
                    rounded(now.scatter(), DIGITS_OF_SCATTER),
                    now.iterations());
        }
    }

    /** More digits than are true would change with every run. */
    private static double rounded(double value, MathContext digits) {
        return new BigDecimal(value).round(digits).doubleValue();
    }
}
