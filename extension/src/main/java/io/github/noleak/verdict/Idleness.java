package io.github.noleak.verdict;

import java.util.List;
import java.util.stream.Stream;

/**
 * Tells what grows with the calls from what grows with time, or has ended by itself, by a sample after a time without
 * calls.
 *
 * @param before the last samples of the service at work
 * @param rested the sample after the time without calls
 */
record Idleness(Triple before, Sample rested, SiteFinder sites) {

    /** What grows so much as fast without calls as with them grows with time. */
    private static final double AS_FAST = 0.5;

    /** What falls by so much of its growth was only late to end. */
    private static final double ENDED = 0.5;

    private static final double FEW_OBJECTS = 10;
    private static final double FEW_BYTES = 4096;

    /** Tells whether the service has not been called since. */
    boolean isAfter(Triple triple) {
        return before.top() == triple.top() && rested.seconds() > triple.large().seconds();
    }

    /** Returns what grew while nothing was called. */
    Stream<Subject> byTime() {
        Ledger after = Ledger.of(rested, sites);
        return before.growths(sites).stream()
                .filter(g -> growsWithTime(g, after))
                .map(Growth::subject);
    }

    /** Returns how long a service is left alone: as long as it was called before, and no longer than is needed. */
    static double seconds(Triple before) {
        return Math.max(0.25, Math.min(2, elapsed(before)));
    }

    private boolean growsWithTime(Growth growth, Ledger after) {
        double few = growth.countsObjects() ? FEW_OBJECTS : FEW_BYTES;
        double part = (rested.seconds() - before.large().seconds()) / Math.max(1e-3, elapsed(before));
        return grown(growth, after)
                >= Math.max(few, AS_FAST * part * (growth.of(growth.large()) - growth.of(growth.middle())));
    }

    /** Returns those of what grew that are gone. */
    List<Growth> ended(List<Growth> grown) {
        Ledger after = Ledger.of(rested, sites);
        return grown.stream().filter(g -> -grown(g, after) >= ENDED * g.total()).toList();
    }

    private static double grown(Growth growth, Ledger after) {
        return growth.of(after.of(growth.subject())) - growth.of(growth.large());
    }

    private static double elapsed(Triple before) {
        return before.large().seconds() - before.middle().seconds();
    }
}
