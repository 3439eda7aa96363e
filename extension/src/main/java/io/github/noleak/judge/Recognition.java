package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.GrowthSites;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.ThreeSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which leaks are known, and what has become of those that are.
 *
 * @param known what is on record and may stay, with its record
 * @param others what is new, has grown, or is past its date
 * @param stale a line for each known leak that is gone
 * @param notices what else is to be said
 */
record Recognition(Map<Growth, KnownLeak> known, List<Growth> others, List<String> stale, List<String> notices) {

    /** A leak is gone if the runs would have shown so many objects of it, or so many bytes, and did not show a leak. */
    private static final double CERTAIN_OBJECTS = 40;

    private static final double CERTAIN_BYTES = 32_768;

    private static final String ELSEWHERE =
            "A known leak is now %s, and was %s with %s; this is %s, which may have changed it. Write the record anew with"
                    + " -Dnoleak.baseline.update=true: %s (%s).";

    /** Looks up what grows. */
    static Recognition of(Known record, ThreeSnapshots measured, List<Growth> leaks, SiteFinder sites) {
        if (record.scenario().leaks().isEmpty()) {
            return new Recognition(Map.of(), leaks, List.of(), List.of());
        }
        GrowthSites growthSites = new GrowthSites(measured, sites);
        Map<Growth, KnownLeak> known = new HashMap<>();
        List<Growth> others = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        KnownLeak ofTiny = null;
        boolean newTiny = false;
        for (Observed observed :
                Observed.of(leaks, growthSites, record.scenario().leaks())) {
            seen.add(observed.fingerprint());
            KnownLeak leak = recorded(record.scenario(), observed.fingerprint());
            boolean stays = leak != null && mayStay(record, leak, observed, notices);
            if (stays) {
                observed.growths().forEach(g -> known.put(g, leak));
            } else {
                others.addAll(observed.growths());
            }
            if (observed.tiny().perOperation() > 0) {
                ofTiny = ofTiny == null ? leak : ofTiny;
                newTiny |= !stays;
            }
        }
        // They are told as one, so that one that may not stay is all of them.
        for (Growth tiny : Leaks.ofTinyObjects(leaks)) {
            if (newTiny || ofTiny == null) {
                others.add(tiny);
            } else {
                known.put(tiny, ofTiny);
            }
        }
        List<String> stale = record.scenario().leaks().stream()
                .filter(l -> !seen.contains(l.fingerprint()) && gone(l, growthSites))
                .map(l -> record.source() + " knows a leak that is gone: " + l.fingerprint()
                        + "; take it out by hand or with -Dnoleak.baseline.update=true.")
                .toList();
        return new Recognition(known, others, stale, notices);
    }

    static @Nullable KnownLeak recorded(KnownScenario scenario, String fingerprint) {
        return scenario.leaks().stream()
                .filter(l -> l.fingerprint().equals(fingerprint))
                .findFirst()
                .orElse(null);
    }

    /** Returns whether a leak that was not proven is no more: what grows half as fast is only not certain this time. */
    static boolean gone(KnownLeak leak, GrowthSites growthSites) {
        ThreeSnapshots measured = growthSites.measured();
        double operations = 3.0 * measured.operations();
        boolean wouldShow = measured.settled()
                && isCertain(leak.perOperation() * operations, leak.bytesPerOperation() * operations);
        return wouldShow
                && measured.growths(growthSites.sites()).stream()
                        .filter(g -> leak.perOperation() > 0
                                ? g.objectsPerOperation() >= leak.perOperation() / 2
                                : g.bytesPerOperation() >= leak.bytesPerOperation() / 2)
                        .noneMatch(g -> g.subject() instanceof Subject.TinyObjects
                                ? leak.isOfTinyObjects()
                                : growthSites.of(g.subject()).fingerprint().equals(leak.fingerprint()));
    }

    static boolean isCertain(double objects, double bytes) {
        return objects >= CERTAIN_OBJECTS || bytes >= CERTAIN_BYTES;
    }

    private static boolean mayStay(Known record, KnownLeak leak, Observed observed, List<String> notices) {
        if (leak.expired(record.today())) {
            notices.add("%s knows this leak only until %s: %s (%s)."
                    .formatted(record.source(), leak.expires(), leak.fingerprint(), leak.reason()));
            return false;
        }
        boolean elsewhere = !record.platform().isLike(record.scenario().platform());
        if (elsewhere && !record.strict() && (observed.grownBeyond(leak) || observed.shrunkBelow(leak))) {
            notices.add(ELSEWHERE.formatted(
                    amount(observed.perOperation(), observed.bytesPerOperation()),
                    amount(leak.perOperation(), leak.bytesPerOperation()),
                    record.scenario().platform(),
                    record.platform(),
                    leak.fingerprint(),
                    leak.reason()));
            return true;
        }
        if (observed.grownBeyond(leak)) {
            notices.add("A known leak has grown from %s to %s: %s (%s)."
                    .formatted(
                            amount(leak.perOperation(), leak.bytesPerOperation()),
                            amount(observed.perOperation(), observed.bytesPerOperation()),
                            leak.fingerprint(),
                            leak.reason()));
            return false;
        }
        if (observed.shrunkBelow(leak)) {
            notices.add("%s can be tightened with -Dnoleak.baseline.update=true: from %s to %s of %s."
                    .formatted(
                            record.source(),
                            amount(leak.perOperation(), leak.bytesPerOperation()),
                            amount(observed.perOperation(), observed.bytesPerOperation()),
                            leak.fingerprint()));
        }
        return true;
    }

    private static String amount(double objects, double bytes) {
        String text = Digits.of(objects);
        return (bytes > 0 ? text + " and " + Digits.of(bytes) + " bytes" : text) + " an operation";
    }

    /**
     * Returns what is told of some leaks: all where they fail, and else those that are known.
     *
     * @param confirmed whether one was followed far enough to rule out a container that fills up
     */
    List<Proof> proofs(List<Growth> leaks, Verdict verdict, Predicate<Growth> confirmed) {
        return leaks.stream()
                .filter(g -> verdict == Verdict.LEAK || known.containsKey(g))
                .map(g -> new Proof(g, confirmed.test(g), known.get(g)))
                .sorted(Comparator.comparing(p -> !p.confirmed()))
                .toList();
    }

    /** Returns the limits with room for what is known, so that the rest is held against what they were. */
    Map<Metric, Limit> raise(Map<Metric, Limit> limits, String source) {
        Map<Metric, Limit> raised = new HashMap<>(limits);
        for (Resource resource : Resource.values()) {
            resource.metrics().forEach(metric -> raise(raised, resource, metric, source));
        }
        return raised;
    }

    private void raise(Map<Metric, Limit> limits, Resource resource, Metric metric, String source) {
        double room = known.keySet().stream()
                .filter(g -> g.subject().resource() == resource)
                .mapToDouble(g -> g.quantity(metric))
                .sum();
        if (room > 0) {
            Limit limit = Limits.of(limits, metric);
            limits.put(
                    metric,
                    new Limit(metric, limit.value() + (long) Math.ceil(room), limit.source() + ", and " + source));
        }
    }
}
