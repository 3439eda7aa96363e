package io.github.noleak.verdict;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells what grows with the calls from what grows with time, by a sample after a time without calls.
 *
 * @param series the rounds before it
 * @param rested the sample after it
 */
record Idleness(Series series, Sample rested, SiteFinder sites) {

    /** What grows so much as fast without calls as with them grows with time. */
    private static final double AS_FAST = 0.5;

    /** Returns how long a service is left alone: as long as it was called before, and no longer than is needed. */
    static double seconds(Series series) {
        return Math.max(0.25, Math.min(2, series.warmSeconds()));
    }

    /** Returns what grew while nothing was called. */
    Set<Subject> byTime() {
        Growing growing = Growing.in(series, sites);
        Ledger after = Ledger.of(rested, sites);
        return growing.growths().stream()
                .map(Growth::subject)
                .filter(subject -> growsWithTime(growing.trend(subject), subject, after))
                .collect(Collectors.toSet());
    }

    private boolean growsWithTime(Trend trend, Subject subject, Ledger after) {
        double part = (rested.seconds() - series.last().seconds()) / series.warmSeconds();
        double more = after.of(subject).quantity(trend.counted()) - trend.end();
        double expected = AS_FAST * part * trend.rise();
        return expected >= trend.few() && more >= expected; // too short a time tells nothing
    }
}
