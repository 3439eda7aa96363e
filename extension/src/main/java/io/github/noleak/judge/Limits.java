package io.github.noleak.judge;

import io.github.noleak.Limit;
import io.github.noleak.Metric;
import java.util.Map;

/** The limits of a scenario. */
final class Limits {

    private Limits() {}

    /** Returns whether somebody has set a limit; a default is no promise of what is seen. */
    static boolean isSet(Limit limit) {
        return !limit.equals(of(Map.of(), limit.metric()));
    }

    /** Returns the limit of a metric, which is the default where none is set. */
    static Limit of(Map<Metric, Limit> limits, Metric metric) {
        return limits.getOrDefault(metric, new Limit(metric, metric.defaultLimit(), "default"));
    }
}
