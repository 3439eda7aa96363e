package io.github.noleak.verdict;

import io.github.noleak.Leak;
import io.github.noleak.verdict.Growth.Shape;
import java.util.List;
import java.util.Set;

/**
 * What grew in the latest round in a way that may be a leak.
 *
 * @param all every suspect
 * @param lines those that grew in proportion to the work
 * @param proven those lines that are beyond all scatter, or that earlier rounds show as well
 * @param unseen what an exact profile has shown before, and the latest one, sampled, shows too little of to tell
 */
record Suspects(List<Growth> all, List<Growth> lines, List<Growth> proven, List<Growth> unseen) {

    /** Below this many objects a growth is likely to be scatter, and gets a cheap look first. */
    static final double FEW = 40;

    /** The least growth of an operation that is told from scatter when it is small: one in 5,000. */
    private static final double RAREST = 1 / 5_000.0;

    /** No scatter of one object's size is this large. */
    private static final double LARGE_IN_BYTES = 16_384;

    /** No scatter of what a benchmark keeps by chance is this large, in objects of the heap. */
    private static final double LARGE_ON_HEAP = 1_000;

    /** The part of all its objects by which the heap of a process at work goes up and down. */
    private static final double HUM = 0.005;

    /** No scatter is this large, in goroutines, files or threads. */
    private static final double LARGE = 100;

    /** A line this much flatter than before is another. */
    private static final double COLLAPSED = 0.4;

    /** A line that goes on slowing down is this much flatter than in the round before, */
    private static final double DECLINING = 0.65;

    /** and this much flatter than in one long before. */
    private static final double FAR_FLATTER = 0.1;

    /** What has not become a line after so many rounds never will. */
    private static final int MOST_UNCLEAR = 4;

    static Suspects in(History history) {
        Triple latest = history.latest();
        // A sampled profile scatters: beside exact ones it can confirm what these have shown, and nothing else.
        boolean best = latest.exact() || history.sampled();
        Set<Subject> shown = best ? Set.of() : history.shownExactly();
        List<Growth> all = history.of(latest).stream()
                .filter(g -> worthALook(g, history))
                .filter(g -> beyondScatter(g) || !tooRare(g))
                .filter(g -> best || shown.contains(g.subject()))
                .toList();
        List<Growth> lines = all.stream()
                .filter(g -> (g.shape() == Shape.LINE || inSteps(g, history)) && !collapsed(g, history))
                .toList();
        List<Growth> proven = lines.stream()
                .filter(g -> beyondScatter(g) || seenBefore(g, history))
                .toList();
        return new Suspects(all, lines, proven, unseen(history));
    }

    private static List<Growth> unseen(History history) {
        Triple latest = history.latest();
        return history.lastExact(t -> !latest.exact()).stream()
                .flatMap(t -> history.of(t).stream())
                .filter(g -> g.subject().kind() == Leak.Kind.HEAP && g.suspect() && !tooRare(g))
                .filter(g -> g.bytesPerOperation() * latest.operations()
                        < Planner.SAMPLED / 2 * latest.large().trial().profileRate())
                .toList();
    }

    /** Returns the same without what is known to grow for another reason. */
    Suspects without(Set<Subject> others) {
        return new Suspects(
                without(all, others), without(lines, others), without(proven, others), without(unseen, others));
    }

    private static List<Growth> without(List<Growth> growths, Set<Subject> others) {
        return growths.stream().filter(g -> !others.contains(g.subject())).toList();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns the lines to name beside one that has crossed its limit: what each operation adds to is no scatter. */
    List<Growth> named() {
        return lines.stream()
                .filter(g -> proven.contains(g) || (g.slope() >= 0.5 && g.total() >= FEW))
                .toList();
    }

    /** Tells whether all that grows is so little that it is likely to be scatter. */
    static boolean few(List<Growth> suspects) {
        return suspects.stream().allMatch(g -> g.total() < FEW);
    }

    private static boolean worthALook(Growth growth, History history) {
        if (growth.subject() instanceof Subject.WholeHeap && !beyondTheHum(growth)) {
            return false;
        }
        int rounds = history.length();
        return switch (growth.shape()) {
            case LINE -> !collapsed(growth, history) || rounds < MOST_UNCLEAR;
            case UNCLEAR -> rounds < (growth.total() < FEW ? MOST_UNCLEAR - 1 : MOST_UNCLEAR);
            case FLAT, PLATEAU, LAST_RESULT -> false;
        };
    }

    /**
     * Tells whether a line is so much flatter than it was over fewer operations that what grew there was filling up: a
     * container that is emptied now and then looks like a line by accident, but each time another.
     */
    private static boolean collapsed(Growth growth, History history) {
        List<Growth> before = history.smaller(growth.subject())
                .filter(g -> g.total() >= FEW || g.bytes() >= LARGE_IN_BYTES)
                .toList();
        if (before.isEmpty()) {
            return false;
        }
        Growth last = before.get(before.size() - 1);
        boolean comparable = last.total() >= FEW && last.countsObjects() == growth.countsObjects();
        // What slows down all the way, like the tables of a map of which entries are deleted, may never end at once.
        return (comparable && growth.flatterThan(COLLAPSED, last))
                || (growth.flatterThan(DECLINING, last)
                        && before.stream().anyMatch(g -> growth.flatterThan(FAR_FLATTER, g)));
    }

    /**
     * Tells whether something grows by leaps, as the tables of a large map do when they all split at once: never slower
     * than the work, and over all in proportion to it. One leap alone, which two rounds may both see, is none.
     */
    private static boolean inSteps(Growth growth, History history) {
        return growth.speedsUp()
                && beyondScatter(growth)
                && history.smaller(growth.subject())
                        .filter(g -> 4 * g.operations() <= growth.operations())
                        .filter(g -> g.total() >= FEW && g.suspect())
                        .anyMatch(g -> inProportion(g.bytesPerOperation(), growth.bytesPerOperation()));
    }

    private static boolean inProportion(double before, double now) {
        return now > 0 && now >= COLLAPSED * before && before >= COLLAPSED * now;
    }

    /** Tells whether something grows much faster than in the last smaller round, or did not grow there at all. */
    static boolean isSudden(Growth growth, History history) {
        return history.hasSmaller()
                && history.smaller(growth.subject())
                        .reduce((first, second) -> second)
                        .map(before -> before.flatterThan(COLLAPSED, growth))
                        .orElse(true);
    }

    /** All of a heap goes up and down with whatever a process does. */
    private static boolean beyondTheHum(Growth growth) {
        return growth.countsObjects()
                && growth.total() >= beyondTheHum(growth.large().objects());
    }

    /** Returns how many objects more are no scatter, where all of the heap is all that is known. */
    static double beyondTheHum(double objects) {
        return Math.max(LARGE_ON_HEAP, HUM * objects);
    }

    private static boolean beyondScatter(Growth growth) {
        if (!growth.countsObjects()) {
            return growth.total() >= LARGE_IN_BYTES;
        }
        return growth.total() >= (growth.subject().kind() == Leak.Kind.HEAP ? LARGE_ON_HEAP : LARGE);
    }

    /** A few objects in a great many operations are what scatter looks like. */
    private static boolean tooRare(Growth growth) {
        return growth.countsObjects() && growth.slope() < RAREST;
    }

    /** Scatter is as large over few operations as over many; a leak is not. */
    private static boolean seenBefore(Growth growth, History history) {
        return toldBySize(growth, history)
                ? history.smaller(growth.subject()).anyMatch(g -> g.agreesWith(growth) && g.isFarBelow(growth))
                : history.earlier(growth.subject()).anyMatch(g -> g.suspect() && g.agreesWith(growth));
    }

    /** Tells whether so few objects that chance agrees with anything were already looked for in smaller runs. */
    private static boolean toldBySize(Growth growth, History history) {
        return growth.countsObjects()
                && growth.total() < FEW
                && history.smaller(growth.subject()).findAny().isPresent();
    }

    /** Tells whether the same runs once more might prove a line. */
    boolean open(History history) {
        return lines.stream().anyMatch(g -> !proven.contains(g) && !toldBySize(g, history));
    }
}
