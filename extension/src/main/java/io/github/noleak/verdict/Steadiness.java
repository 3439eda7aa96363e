package io.github.noleak.verdict;

import org.jspecify.annotations.Nullable;

/**
 * Tells, where calls are too slow to follow a growth any further, whether it was as fast in the last round as in those
 * before: what fills up slows down first.
 *
 * @param third the sample after 3N calls; null where there is none
 */
record Steadiness(@Nullable Sample third, SiteFinder sites) {

    /** The least part of the growth of a round before that the last round has to have. */
    private static final double AS_FAST = 0.75;

    boolean of(Growth growth) {
        if (third == null) {
            return true;
        }
        Amount before = Ledger.of(third, sites).of(growth.subject());
        double last = growth.countsObjects()
                ? growth.large().objects() - before.objects()
                : growth.large().bytes() - before.bytes();
        return last >= AS_FAST * growth.total() / 3;
    }
}
