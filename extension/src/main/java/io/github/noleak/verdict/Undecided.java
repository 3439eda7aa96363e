package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apiguardian.api.API;

/** Concludes from series that are neither flat nor grow alike: what goes up and down is no leak that they show. */
@API(status = INTERNAL, since = "0.1")
public final class Undecided {

    private Undecided() {}

    /**
     * Returns the conclusion.
     *
     * @param all at least one
     */
    public static Conclusion conclude(List<Series> all, Map<Metric, Limit> limits) {
        Series furthest =
                all.stream().max(Comparator.comparingLong(Series::top)).orElseThrow();
        Sample calls = furthest.last().allocating(furthest.allocations());
        Triple measured = furthest.asTriple();
        Metrics metrics = new Metrics(limits, measured, List.of(), new Allocations(List.of(calls), limits));
        return new Conclusion(
                Verdict.CLEAN,
                measured,
                metrics.reports(),
                List.of(),
                furthest.top(),
                null,
                List.of(String.format(
                        Locale.ROOT,
                        "What it keeps goes up and down: %d series of different sizes, up to %,d operations, are neither"
                                + " flat nor grow alike. A leak may be lost in that.",
                        all.size(),
                        furthest.top())));
    }
}
