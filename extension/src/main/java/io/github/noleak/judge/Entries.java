package io.github.noleak.judge;

import io.github.noleak.measure.Growth;
import java.util.List;

/** Tells things that are kept from entries of a container, of which each may be several things. */
final class Entries {

    /** What grows so many times faster than something else is not a part of the same entries. */
    private static final double MOST_OBJECTS_OF_AN_ENTRY = 8;

    private Entries() {}

    /**
     * Returns how many entries an operation adds to what grows. One entry is often several objects, on several lines: the
     * slowest of the lines that grow at about the same pace counts them. An operation seldom adds more than one.
     */
    static double of(Growth growth, List<Growth> growing) {
        if (!growth.countsObjects()) {
            return growth.slope();
        }
        double slowest = growing.stream()
                .filter(g -> g.subject().kind() == growth.subject().kind() && g.countsObjects())
                .mapToDouble(Growth::slope)
                .filter(slope -> slope >= growth.slope() / MOST_OBJECTS_OF_AN_ENTRY)
                .min()
                .orElse(growth.slope());
        return Math.min(1, Math.min(growth.slope(), slowest));
    }
}
