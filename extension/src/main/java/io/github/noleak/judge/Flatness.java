package io.github.noleak.judge;

import io.github.noleak.Leak;
import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.SubjectAmounts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Returns whether nothing at all grows in a series. That is enough for a scenario to be clean; whatever is not flat is looked
 * at in processes of its own.
 *
 * <p>What falls is not flat, either: something that ends by itself while another thing grows in its place would hide it.
 */
final class Flatness {

    /** A leak of one in so many operations has to show. */
    static final double RAREST = 1_000;

    /** Of what is known by samples alone, so many are no growth yet. */
    private static final double FEW_SAMPLES = 24;

    private final Series series;
    private final List<SubjectAmounts> allAmounts;
    private final List<Long> operations;
    private final Map<Metric, Limit> limits;

    /**
     * Looks at the last checkpoints of a series.
     *
     * @param count how many
     */
    private Flatness(Series series, int count, Map<Metric, Limit> limits, SiteFinder sites) {
        this.series = series;
        this.allAmounts = tail(series.warm(), count).stream()
                .map(sample -> SubjectAmounts.of(sample, sites))
                .toList();
        this.operations = tail(series.operations(), count);
        this.limits = limits;
    }

    private static <T> List<T> tail(List<T> all, int count) {
        return all.subList(all.size() - count, all.size());
    }

    private static Flatness of(Series series, Map<Metric, Limit> limits, SiteFinder sites) {
        return new Flatness(series, series.warm().size(), limits, sites);
    }

    /** Returns whether all is flat in a series but for some of what it keeps. */
    static boolean isFlatBut(Predicate<Subject> some, Series series, Map<Metric, Limit> limits, SiteFinder sites) {
        return of(series, limits, sites).isFlatBut(some);
    }

    /**
     * Returns whether nothing is added over the later half of a series to what is not flat: room that is doubled when it is
     * full would be doubled once.
     */
    static boolean hasFilled(Series series, Map<Metric, Limit> limits, SiteFinder sites) {
        Flatness half = new Flatness(series, series.calls() / 2 + 1, limits, sites);
        return series.calls() > Series.FEW && of(series, limits, sites).isFlatBut(half::stands);
    }

    private boolean stands(Subject subject) {
        Resource resource = subject.resource();
        return (!resource.isCounted() || range(amounts(subject, Amount::objects)) < resource.few(true))
                && (!resource.hasBytes() || range(amounts(subject, Amount::bytes)) < resource.few(false));
    }

    private static double range(double[] amounts) {
        return DoubleStream.of(amounts).max().orElseThrow()
                - DoubleStream.of(amounts).min().orElseThrow();
    }

    /** Returns the least of what each operation of a series keeps that would not be lost in what goes up and down there. */
    static LeastSeen leastSeen(Series series, SiteFinder sites) {
        return of(series, Map.of(), sites).leastSeen();
    }

    /** Returns how many bytes an operation of a series has to keep for samples to show them. */
    static double leastInSamples(Series series) {
        return FEW_SAMPLES * series.profileRate() / (series.top() - series.each());
    }

    private LeastSeen leastSeen() {
        double objects = 0;
        double bytes = 0;
        for (Subject subject : subjects()) {
            objects = Math.max(objects, lost(amounts(subject, Amount::objects)));
            bytes = Math.max(bytes, lost(amounts(subject, Amount::bytes)));
        }
        return new LeastSeen(objects, bytes, series.top());
    }

    private double lost(double[] amounts) {
        return Growth.DEVIATIONS * Fit.of(operations, amounts).error();
    }

    private Set<Subject> subjects() {
        Set<Subject> subjects = new HashSet<>();
        allAmounts.forEach(subjectAmounts -> subjects.addAll(subjectAmounts.subjects()));
        return subjects;
    }

    private boolean isFlatBut(Predicate<Subject> some) {
        return subjects().stream().allMatch(subject -> some.test(subject) || isFlat(subject));
    }

    private boolean isFlat(Subject subject) {
        boolean heap = subject.kind() == Leak.Kind.HEAP;
        if (heap && !series.isExact()) {
            return isFlatInSamples(amounts(subject, Amount::bytes));
        }
        Resource resource = subject.resource();
        return (!resource.isCounted() || isFlat(resource, amounts(subject, Amount::objects)))
                && (!resource.hasBytes() || isFlatInBytes(resource, amounts(subject, Amount::bytes)));
    }

    /** What samples are too few for is told. */
    private boolean isFlatInSamples(double[] bytes) {
        return Math.abs(Fit.of(operations, bytes).rise()) < FEW_SAMPLES * series.profileRate();
    }

    private double[] amounts(Subject subject, ToDoubleFunction<Amount> quantity) {
        return allAmounts.stream()
                .mapToDouble(subjectAmounts -> quantity.applyAsDouble(subjectAmounts.of(subject)))
                .toArray();
    }

    /** Scatter must not be so large that the leak to be found would be lost in it. */
    private boolean isFlat(Resource resource, double[] counts) {
        double rarest = (series.top() - operations.get(0)) / RAREST;
        double few = resource.few(true);
        return isFlat(counts, few, Math.max(2 * few, rarest));
    }

    /** Nor so large that more than the limit would be. */
    private boolean isFlatInBytes(Resource resource, double[] bytes) {
        double limit = resource.metrics().stream()
                .filter(metric -> metric.unit() == Metric.Unit.BYTES)
                .mapToDouble(metric -> Limits.of(limits, metric).value())
                .min()
                .orElseThrow();
        double few = resource.few(false);
        return isFlat(bytes, few, Math.max(2 * few, limit));
    }

    private boolean isFlat(double[] amounts, double few, double tolerable) {
        if (isConstant(amounts)) {
            return true;
        }
        Fit fit = Fit.of(operations, amounts);
        double change = Math.abs(fit.rise());
        double unseen = Growth.DEVIATIONS * fit.riseError();
        return (change < few || change <= unseen) && unseen <= tolerable;
    }

    /** Most lines keep what they had. */
    private static boolean isConstant(double[] amounts) {
        for (double amount : amounts) {
            if (amount != amounts[0]) {
                return false;
            }
        }
        return true;
    }
}
