package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/** Finds the names that a misspelt one may have meant. */
@API(status = INTERNAL, since = "0.1")
public final class Nearest {

    private static final int LONGEST = 200;

    private Nearest() {}

    /** A name, and how far off it is, which takes too long to be counted again for each comparison. */
    private record Candidate(String name, int changes) {}

    /** Returns the nearest of all names, the nearest first. */
    static List<String> of(String wanted, Collection<String> names, int most) {
        String key = key(wanted);
        return names.stream()
                .distinct()
                .map(n -> new Candidate(n, changes(key, key(n))))
                .sorted(Comparator.comparingInt(Candidate::changes).thenComparing(Candidate::name))
                .limit(most)
                .map(Candidate::name)
                .toList();
    }

    /** Returns the one name that was meant, or none if all are far off. */
    public static List<String> typo(String wanted, Collection<String> names) {
        return of(wanted, names, 1).stream()
                .filter(n -> changes(key(wanted), key(n)) <= Math.max(1, n.length() / 3))
                .toList();
    }

    private static String key(String name) {
        return name.substring(0, Math.min(LONGEST, name.length())).toLowerCase(Locale.ROOT);
    }

    /** Counts the letters to insert, to delete and to replace. */
    private static int changes(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }
}
