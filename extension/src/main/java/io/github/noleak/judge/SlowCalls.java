package io.github.noleak.judge;

import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.SubjectAmounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells what grows with the calls from what grows with the time in which they are made, such as a table with an entry for
 * each second or a window of the last ones, by few calls in a long time.
 *
 * @param series the rounds at full pace before them
 * @param start the sample before the slow calls
 * @param end the sample after them
 */
record SlowCalls(Series series, Snapshot start, Snapshot end, SiteFinder sites) {

    /** What grows so much as fast in the same time, whatever the calls, grows with time: buckets of a window may be missed. */
    private static final double AS_FAST = 1 / 3.0;

    /** Slow calls are so many times slower at the least: what grows with the calls is then far below the line above. */
    private static final double SLOWER = 8;

    /** Calls that were not so many times slower tell nothing. */
    private static final double SLOW = SLOWER / 2;

    /** Calls so far apart come into as many buckets of a window of tenths of a second, also where one is late. */
    private static final double INTERVAL = 0.125;

    /** What grows with time has to grow by so many times what is no growth, for the part above to be some. */
    private static final double TIMES_FEW = 1 / AS_FAST;

    /** What each operation adds to, but for so much, is none of the time. */
    static final double EACH = 0.99;

    private static final double LEAST_SECONDS = 0.25;
    private static final double MOST_SECONDS = 10;

    /** Returns the calls that tell of each growth whether it is one by time; nothing where that would take too long. */
    static Optional<ServiceStep.CallSlowly> of(Growing growing, List<Growth> growths, double longest) {
        Series series = growing.series();
        double needed = growths.stream()
                .map(growth -> growing.trend(growth.subject()))
                .filter(trend -> canTell(series, trend, longest))
                .mapToDouble(trend -> needed(series, trend))
                .max()
                .orElse(0);
        if (needed == 0) {
            return Optional.empty();
        }
        double seconds = Math.max(LEAST_SECONDS, needed);
        double interval = Math.max(INTERVAL, SLOWER * series.warmSeconds() / series.warmOperations());
        return Optional.of(new ServiceStep.CallSlowly(Math.max(1, (long) (seconds / interval)), seconds));
    }

    /**
     * Returns the calls that tell of growth whether it is one by time; empty where each operation adds an object, or where they
     * would take longer than the series did.
     *
     * @param seconds those of the series
     * @param operation the seconds of one
     */
    static Optional<SeriesPlan.Slowly> plan(double seconds, List<Growth> growing, double operation) {
        double needed = growing.stream()
                .mapToDouble(growth -> needed(growth, operation))
                .filter(time -> time <= Math.min(MOST_SECONDS, seconds))
                .max()
                .orElse(0);
        boolean ofEach = growing.stream().anyMatch(growth -> growth.countsObjects() && growth.slope() >= EACH);
        double interval = Math.max(INTERVAL, SLOWER * operation);
        return ofEach || needed == 0
                ? Optional.empty()
                : Optional.of(
                        new SeriesPlan.Slowly((int) Math.ceil(Math.max(LEAST_SECONDS, needed) / interval), interval));
    }

    private static double needed(Growth growth, double operation) {
        return TIMES_FEW * growth.few() * operation / Math.max(1e-9, growth.slope());
    }

    /**
     * Returns what grew as it does at full pace in the slow calls of another process.
     *
     * @param slow a series with slow calls after it
     */
    static Set<Subject> byTime(Series full, Series slow, SiteFinder sites) {
        Snapshot start = slow.rested() == null ? slow.last() : slow.rested();
        Snapshot end = slow.slowed();
        return end == null ? Set.of() : new SlowCalls(full, start, end, sites).byTime();
    }

    /**
     * Returns whether slow calls tell of a growth whether it is one by time.
     *
     * @param longest the seconds that they may take
     */
    static boolean canTell(Series series, Trend trend, double longest) {
        return needed(series, trend) <= Math.min(longest, series.warmSeconds());
    }

    /** Returns the seconds that slow calls may take, where some are asked for. */
    static double longest(double asked) {
        return Math.max(MOST_SECONDS, asked);
    }

    private static double needed(Series series, Trend trend) {
        return TIMES_FEW * trend.few() * series.warmSeconds() / Math.max(1e-9, trend.rise());
    }

    /** Returns what grew as it does at full pace, though there were hardly any calls. */
    Set<Subject> byTime() {
        Growing growing = Growing.in(series, sites);
        SubjectAmounts from = SubjectAmounts.of(start, sites);
        SubjectAmounts to = SubjectAmounts.of(end, sites);
        return growing.growths().stream()
                .map(Growth::subject)
                .filter(subject -> {
                    Trend trend = growing.trend(subject);
                    return growsWithTime(
                            trend,
                            to.of(subject).quantity(trend.counted())
                                    - from.of(subject).quantity(trend.counted()));
                })
                .collect(Collectors.toSet());
    }

    private boolean growsWithTime(Trend trend, double grown) {
        double calls = (end.runPlan().operations() - start.runPlan().operations()) / series.warmOperations();
        double time = (end.seconds() - start.seconds()) / series.warmSeconds();
        double byCalls = calls * trend.rise();
        if (calls > time / SLOW) {
            return false; // nobody has slowed them down
        }
        return grown - byCalls >= Math.max(trend.few(), AS_FAST * (time * trend.rise() - byCalls));
    }
}
