package io.github.noleak.verdict;

import io.github.noleak.Leak;
import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Tells whether nothing at all grows in a series. That is enough for a scenario to be clean; whatever is not flat is looked
 * at in processes of its own.
 *
 * <p>What falls is not flat, either: something that ends by itself while another thing grows in its place would hide it.
 */
final class Flatness {

    /** A leak of one in so many operations has to show. */
    static final double RAREST = 1_000;

    private final Series series;
    private final List<Long> operations;
    private final Map<Metric, Limit> limits;
    private final SiteFinder sites;

    private Flatness(Series series, Map<Metric, Limit> limits, SiteFinder sites) {
        this.series = series;
        this.operations = series.operations();
        this.limits = limits;
        this.sites = sites;
    }

    /** Returns whether all is flat in a series but for some of what it keeps. */
    static boolean isFlatBut(Predicate<Subject> some, Series series, Map<Metric, Limit> limits, SiteFinder sites) {
        return new Flatness(series, limits, sites).isFlatBut(some);
    }

    private boolean isFlatBut(Predicate<Subject> some) {
        List<Ledger> ledgers =
                series.warm().stream().map(sample -> Ledger.of(sample, sites)).toList();
        Set<Subject> subjects = new HashSet<>();
        ledgers.forEach(ledger -> subjects.addAll(ledger.subjects()));
        return subjects.stream().allMatch(subject -> some.test(subject) || isFlat(subject, ledgers));
    }

    private boolean isFlat(Subject subject, List<Ledger> ledgers) {
        return isFlat(amounts(subject, ledgers, Amount::objects))
                && (subject.kind() != Leak.Kind.HEAP || isFlatInBytes(amounts(subject, ledgers, Amount::bytes)));
    }

    private static double[] amounts(Subject subject, List<Ledger> ledgers, ToDoubleFunction<Amount> quantity) {
        return ledgers.stream()
                .mapToDouble(ledger -> quantity.applyAsDouble(ledger.of(subject)))
                .toArray();
    }

    /** Scatter must not be so large that the leak to be found would be lost in it. */
    private boolean isFlat(double[] counts) {
        double rarest = (series.top() - operations.get(0)) / RAREST;
        return isFlat(counts, Growth.FEW_OBJECTS, Math.max(2 * Growth.FEW_OBJECTS, rarest));
    }

    /** Nor so large that more than the limit would be. */
    private boolean isFlatInBytes(double[] bytes) {
        double limit = Metrics.limit(limits, Metric.RETAINED_BYTES).value();
        return isFlat(bytes, Growth.FEW_BYTES, Math.max(2 * Growth.FEW_BYTES, limit));
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
