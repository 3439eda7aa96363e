package io.github.noleak.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells what grows with the calls from what grows with the time in which they are made, such as a table with an entry for
 * each second or a window of the last ones, by few calls in a long time.
 *
 * @param before the last samples of the service at full pace
 * @param start the sample before the slow calls
 * @param end the sample after them
 */
record SlowCalls(Triple before, Sample start, Sample end, SiteFinder sites) {

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

    private static final double LEAST_SECONDS = 0.25;
    private static final double MOST_SECONDS = 10;

    /** Returns whether there was no round since. */
    boolean isAfter(Triple triple) {
        return before.top() == triple.top() && end.seconds() > triple.large().seconds();
    }

    /** Returns the calls that tell of each growth whether it is one by time; nothing where that would take too long. */
    static Optional<ServiceStep> of(Triple latest, List<Growth> growths) {
        double elapsed = elapsed(latest);
        double longest = Math.min(MOST_SECONDS, elapsed);
        double needed = growths.stream()
                .mapToDouble(g -> TIMES_FEW * few(g) * elapsed / Math.max(1e-9, late(g)))
                .filter(seconds -> seconds <= longest)
                .max()
                .orElse(0);
        if (needed == 0) {
            return Optional.empty();
        }
        double seconds = Math.max(LEAST_SECONDS, needed);
        double interval = Math.max(INTERVAL, SLOWER * elapsed / lateCalls(latest));
        return Optional.of(
                new ServiceStep.CallSlowly(Math.max(1, (long) (seconds / interval)), seconds, latest.care()));
    }

    /** Returns what grew as it does at full pace, though there were hardly any calls. */
    Stream<Subject> byTime() {
        Ledger from = Ledger.of(start, sites);
        Ledger to = Ledger.of(end, sites);
        return before.growths(sites).stream()
                .filter(g -> growsWithTime(g, g.of(to.of(g.subject())) - g.of(from.of(g.subject()))))
                .map(Growth::subject);
    }

    private boolean growsWithTime(Growth growth, double grown) {
        double calls = (end.trial().operations() - start.trial().operations()) / lateCalls(before);
        double time = (end.seconds() - start.seconds()) / elapsed(before);
        double byCalls = calls * late(growth);
        if (calls > time / SLOW) {
            return false; // nobody has slowed them down
        }
        return grown - byCalls >= Math.max(few(growth), AS_FAST * (time * late(growth) - byCalls));
    }

    /** Returns how much is no growth: all of a heap goes up and down, and samples scatter. */
    private static double few(Growth growth) {
        double large = growth.of(growth.large());
        if (growth.subject() instanceof Subject.WholeHeap) {
            return Suspects.beyondTheHum(large);
        }
        double few = growth.countsObjects() ? Growth.FEW_OBJECTS : Growth.FEW_BYTES;
        return Math.max(few, Growth.DEVIATIONS * Math.sqrt(2) * large * growth.sampling());
    }

    /** Returns the growth from 2N to 4N calls. */
    private static double late(Growth growth) {
        return growth.of(growth.large()) - growth.of(growth.middle());
    }

    private static double lateCalls(Triple triple) {
        return Math.max(1, triple.top() - triple.middle().trial().operations());
    }

    private static double elapsed(Triple triple) {
        return Math.max(1e-3, triple.large().seconds() - triple.middle().seconds());
    }
}
