package io.github.noleak.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells, where calls are too slow to follow a growth any further, whether it was as fast in the last round as in those
 * before: what fills up slows down first.
 *
 * @param latest the last samples
 * @param third the sample after about 3N calls; null where there is none
 */
record Steadiness(Triple latest, @Nullable Sample third, SiteFinder sites) {

    /** The least part of the growth of a round before that the last round has to have. */
    private static final double AS_FAST = 0.75;

    /** Returns those that have not slowed down. */
    List<Growth> steady(List<Growth> growths) {
        if (third == null) {
            return growths;
        }
        Ledger before = Ledger.of(third, sites);
        double last = (latest.top() - third.trial().operations()) / latest.span();
        return growths.stream()
                .filter(g -> g.of(g.large()) - g.of(before.of(g.subject())) >= AS_FAST * last * g.total())
                .toList();
    }
}
