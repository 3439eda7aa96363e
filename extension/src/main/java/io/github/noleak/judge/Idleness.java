package io.github.noleak.judge;

import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.SubjectAmounts;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells what grows with the calls from what grows with time, by a sample after a time without calls.
 *
 * @param series the rounds before it
 * @param rested the sample after it
 */
record Idleness(Series series, Snapshot rested, SiteFinder sites) {

    /** What grows so much as fast without calls as with them grows with time. */
    private static final double AS_FAST = 0.5;

    /** Returns how long a service is left alone: as long as it was called before, and no longer than is needed. */
    static double seconds(Series series) {
        return Math.max(0.25, Math.min(2, series.warmSeconds()));
    }

    /** Returns what grew while nothing was called. */
    Set<Subject> byTime() {
        Growing growing = Growing.in(series, sites);
        SubjectAmounts after = SubjectAmounts.of(rested, sites);
        return growing.growths().stream()
                .map(Growth::subject)
                .filter(subject -> growsWithTime(growing.trend(subject), subject, after))
                .collect(Collectors.toSet());
    }

    private boolean growsWithTime(Trend trend, Subject subject, SubjectAmounts after) {
        double part = (rested.seconds() - series.last().seconds()) / series.warmSeconds();
        double more = after.of(subject).quantity(trend.counted()) - trend.end();
        double expected = AS_FAST * part * trend.rise();
        return expected >= trend.few() && more >= expected; // too short a time tells nothing
    }
}
