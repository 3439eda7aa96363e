package io.github.noleak.cli;

import io.github.noleak.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts how scenarios have ended; several threads do so at once. */
final class Tally {

    private static final Set<Verdict> NOUNS = Set.of(Verdict.LEAK, Verdict.HANG, Verdict.REGRESSION, Verdict.ERROR);

    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private int mistakes;
    private boolean met;

    /** Notes that there is something to gate, here or elsewhere. */
    synchronized void meet() {
        met = true;
    }

    /** Returns whether nothing was met, nor was there a mistake. */
    synchronized boolean isEmpty() {
        return !met && mistakes == 0;
    }

    synchronized void add(Verdict verdict) {
        counts.merge(verdict, 1, Integer::sum);
    }

    synchronized void addMistake() {
        mistakes++;
    }

    /** Returns how many mistakes there are in what was asked for. */
    synchronized int mistakes() {
        return mistakes;
    }

    /** Returns whether each scenario has passed. */
    synchronized boolean passes() {
        return counts.keySet().stream().allMatch(Verdict::passes);
    }

    /** Returns it in words, such as {@code 3 scenarios: 2 clean, 1 leak}. */
    synchronized String words() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        String verdicts = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().key()
                        + (NOUNS.contains(entry.getKey()) && entry.getValue() != 1 ? "s" : ""))
                .collect(Collectors.joining(", "));
        return counted(all, "scenario")
                + (all == 0 ? "" : ": " + verdicts)
                + (mistakes == 0 ? "" : ", " + counted(mistakes, "mistake") + " in what was asked for");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
