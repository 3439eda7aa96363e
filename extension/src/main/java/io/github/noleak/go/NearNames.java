package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/** Suggests what a misspelt name may have meant. */
@API(status = INTERNAL, since = "0.1")
public final class NearNames {

    private static final int MOST = 5;

    private NearNames() {}

    /** Returns lines that name the nearest of the names that there are. */
    public static List<String> advice(String wanted, List<String> names) {
        if (names.isEmpty()) {
            return List.of("There are none at all: check the build tags (@GoModule(tags = …), or noleak.tags).");
        }
        List<String> near = names.stream()
                .distinct()
                .sorted(Comparator.comparingInt((String n) -> distance(key(wanted), key(n)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        List<String> advice = new ArrayList<>();
        advice.add("Near names:");
        near.forEach(n -> advice.add("  " + n));
        if (names.size() > MOST) {
            advice.add("  (" + names.size() + " in all)");
        }
        return advice;
    }

    /** Names that differ in case alone are the nearest, and the package counts less than the function. */
    private static String key(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The number of letters to insert, delete or change (Levenshtein). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
