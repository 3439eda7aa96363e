package io.github.noleak.verdict;

import java.util.List;

/** What the number of operations of a series is chosen by. */
final class Planner {

    /** One object lost in 1,000 operations shows as 24 more after this many than after a quarter of them. */
    static final long DEPTH = 32_000;

    /** The least depth that is still worth the whole budget: the same leak shows as 7 or 8. */
    static final long SHALLOW = 10_000;

    /** The part of the budget that goes into more depth than is needed, */
    static final double AT_LEISURE = 0.2;

    /** that goes into the least depth, where that can be had, */
    static final double AT_MOST = 0.5;

    /** and that is spent where no more than frequent leaks can be found in any case. */
    static final double SLOWLY = 0.25;

    /** What the first look costs, in operations of its largest run. */
    static final double LOOK = 1.75;

    /** What grows so many times faster than something else is not a part of the same entries. */
    private static final double MOST_OBJECTS_OF_AN_ENTRY = 8;

    /** The part of the budget that a process may take to follow a suspect. */
    static final double SUSPECT = 4;

    private Planner() {}

    /** Returns the seconds of the largest run that a part of the budget is for. */
    static double seconds(double part, double budget) {
        return part * budget / LOOK;
    }

    /**
     * Returns how many entries an operation adds to what grows. One entry is often several objects, on several lines: the
     * slowest of the lines that grow at about the same pace counts them. An operation seldom adds more than one.
     */
    static double entries(Growth growth, List<Growth> suspects) {
        if (!growth.countsObjects()) {
            return growth.slope();
        }
        double slowest = suspects.stream()
                .filter(g -> g.subject().kind() == growth.subject().kind() && g.countsObjects())
                .mapToDouble(Growth::slope)
                .filter(slope -> slope >= growth.slope() / MOST_OBJECTS_OF_AN_ENTRY)
                .min()
                .orElse(growth.slope());
        return Math.min(1, Math.min(growth.slope(), slowest));
    }
}
