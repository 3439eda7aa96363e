package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.ThreeSnapshots;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A verdict and what it rests on.
 *
 * @param measured the runs whose growth was held against the limits; null where none was complete
 * @param metrics every metric that was measured
 * @param leaks what grows in proportion to the work, also below its limit
 * @param furthest the operations up to which growth was followed
 * @param stopped the run that ended without a measurement, if one did
 * @param notices what a reader should know although it fails nothing
 * @param within where it was said that growth within one call counts, in words; empty where calls are compared
 * @param unseen what was too small to be seen, in words; empty where nothing was
 */
@API(status = INTERNAL, since = "0.1")
public record Conclusion(
        Verdict verdict,
        @Nullable ThreeSnapshots measured,
        List<MetricReport> metrics,
        List<Proof> leaks,
        long furthest,
        @Nullable Stopped stopped,
        List<String> notices,
        String within,
        String unseen) {

    /** Copies the lists. */
    public Conclusion {
        metrics = List.copyOf(metrics);
        leaks = List.copyOf(leaks);
        notices = List.copyOf(notices);
    }

    /** Creates one for which nothing was too small to be seen. */
    public Conclusion(
            Verdict verdict,
            @Nullable ThreeSnapshots measured,
            List<MetricReport> metrics,
            List<Proof> leaks,
            long furthest,
            @Nullable Stopped stopped,
            List<String> notices) {
        this(verdict, measured, metrics, leaks, furthest, stopped, notices, "", "");
    }

    /** Returns what grows of a kind and is not known, if it is beyond a limit of this kind. */
    public List<Growth> failing(Leak.Kind kind) {
        boolean fails = verdict == Verdict.LEAK
                && metrics.stream().anyMatch(m -> m.verdict() == Verdict.LEAK && limits(m.metric(), kind));
        return leaks.stream()
                .filter(proof -> fails && proof.known() == null)
                .map(Proof::growth)
                .filter(growth -> growth.subject().kind() == kind)
                .toList();
    }

    private static boolean limits(Metric metric, Leak.Kind kind) {
        return Resource.of(metric).filter(r -> r.kind() == kind).isPresent();
    }

    /** Returns what is concluded where a run has failed. */
    public static Conclusion of(Stopped failure) {
        Verdict verdict = switch (failure.cause()) {
            case SKIPPED -> Verdict.SKIPPED;
            case FAILED -> Verdict.ERROR;
            case HUNG, TOO_SLOW -> Verdict.HANG;
            case UNREADABLE -> Verdict.INCONCLUSIVE;
        };
        return new Conclusion(verdict, null, List.of(), List.of(), 0, failure, List.of());
    }

    /** Returns the same, where a run of more operations has failed. */
    Conclusion after(Stopped failure) {
        return new Conclusion(verdict, measured, metrics, leaks, furthest, failure, notices, within, unseen);
    }

    /** Returns the same with more to be said. */
    public Conclusion noting(List<String> more) {
        List<String> all = new ArrayList<>(notices);
        all.addAll(more);
        return new Conclusion(verdict, measured, metrics, leaks, furthest, stopped, all, within, unseen);
    }

    /** Returns the same of what grows within one call, for it was said somewhere that this counts. */
    public Conclusion within(String source) {
        return new Conclusion(verdict, measured, metrics, leaks, furthest, stopped, notices, source, unseen);
    }

    /** Returns the same, where something was too small to be seen. */
    Conclusion unseen(String words) {
        return new Conclusion(verdict, measured, metrics, leaks, furthest, stopped, notices, within, words);
    }

    /** Returns the same as no verdict, for a reason that is told first. */
    public Conclusion inconclusive(List<String> reasons) {
        List<String> all = new ArrayList<>(reasons);
        all.addAll(notices);
        return new Conclusion(
                Verdict.INCONCLUSIVE, measured, metrics, List.of(), furthest, stopped, all, within, unseen);
    }
}
