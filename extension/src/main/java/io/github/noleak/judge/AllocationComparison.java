package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what an operation allocates against what it is on record to allocate.
 *
 * @param runs in the order in which they were made
 * @param soFar for each run that was made for the comparison, the operations on record
 * @param repeatable whether the scenario is a benchmark, whose objects Go counts in whole ones
 */
record AllocationComparison(
        Known known, Map<Metric, Limit> limits, List<AllocationRun> runs, List<Long> soFar, boolean repeatable) {

    /** Bytes vary by this part from process to process. */
    private static final double OFF = 0.01;

    /** An improvement by a smaller part is not worth a word. */
    private static final double WORTH_A_WORD = 0.05;

    /** Returns the operations of a run that the comparison still needs. */
    Optional<Long> lacking() {
        if (!known.comparable()) {
            return Optional.empty();
        }
        return known.scenario().allocations().entrySet().stream()
                .filter(e -> needsMore(e.getKey(), e.getValue()))
                .map(e -> e.getValue().iterations())
                .min(Long::compare);
    }

    private boolean needsMore(Metric metric, KnownAllocation record) {
        List<AllocationFigure> figures = figures(metric, record);
        long times = soFar.stream().filter(n -> n == record.iterations()).count();
        return times < Allocations.PROCESSES
                && (figures.isEmpty() ? times == 0 : risen(metric, record).size() == figures.size())
                && figures.size() < Allocations.PROCESSES;
    }

    /** Returns what was measured where the record holds: for as many operations. */
    private List<AllocationFigure> figures(Metric metric, KnownAllocation record) {
        return runs(record).stream().map(run -> run.figure(metric)).toList();
    }

    private List<AllocationRun> runs(KnownAllocation record) {
        return runs.stream().filter(r -> r.iterations() == record.iterations()).toList();
    }

    private List<AllocationFigure> risen(Metric metric, KnownAllocation record) {
        List<AllocationFigure> all = figures(metric, record);
        List<AllocationFigure> risen = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            AllocationFigure figure = all.get(i);
            boolean objects = metric == Metric.ALLOC_OBJECTS;
            boolean beyond = figure.low() > record.most() * (objects ? 1 : 1 + OFF);
            if (beyond && rise(metric, record, figure) > limit(metric).value() && !(objects && isRounding(i, record))) {
                risen.add(figure);
            }
        }
        return risen;
    }

    /**
     * Returns whether one object more may be an object less cut off: Go prints whole objects. A true one takes bytes.
     */
    private boolean isRounding(int index, KnownAllocation objects) {
        KnownAllocation bytes = known.scenario().allocations().get(Metric.TOTAL_ALLOC);
        if (!repeatable || bytes == null || bytes.iterations() != objects.iterations()) {
            return false;
        }
        double more = figures(Metric.ALLOC_OBJECTS, objects).get(index).median() - objects.perOperation();
        return more < 2 && figures(Metric.TOTAL_ALLOC, bytes).get(index).low() <= bytes.most();
    }

    /** Returns a rise as the limits count it: objects by an operation, bytes by a repeat. */
    private static double rise(Metric metric, KnownAllocation record, AllocationFigure figure) {
        double more = figure.median() - record.perOperation();
        return metric == Metric.ALLOC_OBJECTS ? more : more * record.iterations();
    }

    private Limit limit(Metric metric) {
        return Limits.of(limits, metric);
    }

    private boolean regressed(Metric metric) {
        KnownAllocation record = known.scenario().allocations().get(metric);
        if (record == null || !known.comparable()) {
            return false;
        }
        int risen = risen(metric, record).size();
        return risen >= Allocations.PROCESSES
                && risen == figures(metric, record).size();
    }

    boolean regressed() {
        return Allocations.METRICS.stream().anyMatch(this::regressed);
    }

    /** Puts the metrics that have risen above the record in the place of those that were measured by themselves. */
    List<MetricReport> applyTo(List<MetricReport> reports) {
        return reports.stream()
                .map(r -> Allocations.METRICS.contains(r.metric())
                                && r.verdict() == Verdict.CLEAN
                                && regressed(r.metric())
                        ? regression(r.metric())
                        : r)
                .toList();
    }

    private MetricReport regression(Metric metric) {
        KnownAllocation record = record(metric);
        AllocationFigure figure = latest(metric, record);
        Limit limit = limit(metric);
        AllocationRun run = runs(record).get(runs(record).size() - 1);
        return new MetricReport(
                metric,
                run.samples(metric),
                figure.median() - record.perOperation(),
                rise(metric, record, figure),
                new Limit(metric, limit.value(), limit.source() + ", above " + known.source()),
                Verdict.REGRESSION);
    }

    private KnownAllocation record(Metric metric) {
        KnownAllocation record = known.scenario().allocations().get(metric);
        if (record == null) {
            throw new IllegalStateException("no record of " + metric.key());
        }
        return record;
    }

    private AllocationFigure latest(Metric metric, KnownAllocation record) {
        List<AllocationFigure> figures = figures(metric, record);
        return figures.get(figures.size() - 1);
    }

    /** Says what has risen, what is better now, and what could not be compared. */
    List<String> notices() {
        if (known.scenario().allocations().isEmpty()) {
            return List.of();
        }
        if (!known.comparable()) {
            return List.of("%s has the allocations of %s; this is %s, so they are not compared."
                    .formatted(known.source(), known.scenario().platform(), known.platform()));
        }
        List<String> notices = new ArrayList<>();
        for (Metric metric : Allocations.METRICS) {
            KnownAllocation record = known.scenario().allocations().get(metric);
            if (record != null) {
                notice(metric, record).ifPresent(notices::add);
            }
        }
        return notices;
    }

    private Optional<String> notice(Metric metric, KnownAllocation record) {
        String noun = metric == Metric.ALLOC_OBJECTS ? "objects" : "bytes";
        if (figures(metric, record).isEmpty()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "The %s that an operation allocates could not be compared with %s: %,d operations gave no result.",
                    noun,
                    known.source(),
                    record.iterations()));
        }
        AllocationFigure now = latest(metric, record);
        String figures = String.format(
                Locale.ROOT,
                "from %s to %s %s an operation, at %,d operations",
                Digits.of(record.perOperation()),
                Digits.of(now.median()),
                noun,
                record.iterations());
        if (regressed(metric)) {
            return Optional.of("Allocation regression against " + known.source() + ": " + figures
                    + ". If that is meant, record it with -Dnoleak.baseline.update=true.");
        }
        double better = record.perOperation() - now.median();
        boolean worth = better >= Math.max(1, WORTH_A_WORD * record.perOperation())
                && now.high() < record.perOperation() - record.scatter();
        return worth
                ? Optional.of(known.source() + " can be tightened with -Dnoleak.baseline.update=true: " + figures + ".")
                : Optional.empty();
    }
}
