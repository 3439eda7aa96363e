package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.ThreeSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Sums up leaks and allocations by metric and holds them against the limits. */
record Metrics(Map<Metric, Limit> limits, ThreeSnapshots snapshots, List<Growth> leaks, Allocations allocations) {

    boolean leaking() {
        return reports().stream().anyMatch(r -> r.verdict() == Verdict.LEAK);
    }

    boolean regressed() {
        return reports().stream().anyMatch(r -> r.verdict() == Verdict.REGRESSION);
    }

    /** Returns how many times more operations would cross a limit first; infinite where nothing grows. */
    double factorToCross() {
        return retained().stream()
                .filter(r -> r.growth() > 0)
                .mapToDouble(r -> r.limit().value() / r.growth())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns a notice for each metric that grows below its limit, and for each limit that nothing could be held against. */
    List<String> notices() {
        return Stream.concat(belowLimit(), untold()).toList();
    }

    private Stream<String> belowLimit() {
        return retained().stream()
                .filter(r -> r.growth() > 0 && r.verdict() == Verdict.CLEAN)
                .map(r -> String.format(
                        Locale.ROOT,
                        "%s: %.4g %s an operation stay in use, below the limit of %,d (%s); it would be crossed after %,.0f operations.",
                        r.metric().key(),
                        r.perOperation(),
                        r.metric().noun(),
                        r.limit().value(),
                        r.limit().source(),
                        Math.ceil((r.limit().value() + 1) / r.perOperation())));
    }

    private Stream<String> untold() {
        return Stream.of(Resource.values())
                .filter(resource -> !isTold(resource))
                .flatMap(resource -> resource.metrics().stream())
                .map(this::limit)
                .filter(Limits::isSet)
                .map(limit -> String.format(
                        Locale.ROOT,
                        "%s: the system does not tell it here, so that nothing was held against the limit of %,d (%s).",
                        limit.metric().key(),
                        limit.value(),
                        limit.source()));
    }

    private boolean isTold(Resource resource) {
        return resource == Resource.HEAP || snapshots.large().totals().containsKey(resource);
    }

    List<MetricReport> reports() {
        List<MetricReport> reports = new ArrayList<>(retained());
        for (Metric metric : Allocations.METRICS) {
            List<Double> samples = allocations.samples(metric);
            if (!samples.isEmpty()) {
                double rise = allocations.rise(metric);
                reports.add(new MetricReport(
                        metric, samples, 0, rise, limit(metric), rise > 0 ? Verdict.REGRESSION : Verdict.CLEAN));
            }
        }
        return reports;
    }

    private List<MetricReport> retained() {
        return Stream.of(Resource.values())
                .filter(resource ->
                        resource == Resource.HEAP || snapshots.large().totals().containsKey(resource))
                .flatMap(resource -> resource.metrics().stream().map(metric -> retained(resource, metric)))
                .toList();
    }

    private MetricReport retained(Resource resource, Metric metric) {
        double sum = leaks.stream()
                .filter(g -> g.subject().resource() == resource)
                .mapToDouble(g -> g.quantity(metric))
                .sum();
        List<Double> samples = snapshots.samples().stream()
                .map(sample -> metric == Metric.RETAINED_OBJECTS
                        ? sample.heap().total().objects()
                        : (double) sample.total(resource))
                .toList();
        Verdict verdict = sum > limit(metric).value() ? Verdict.LEAK : Verdict.CLEAN;
        return new MetricReport(metric, samples, sum / snapshots.span(), sum, limit(metric), verdict);
    }

    private Limit limit(Metric metric) {
        return Limits.of(limits, metric);
    }
}
