package io.github.noleak.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong in a file, so that all of it is told at once. */
final class Mistakes {

    private static final int MOST = 20;

    private final List<Mistake> found = new ArrayList<>();

    private record Mistake(Spot spot, String message) {}

    void add(Spot spot, ConfigurationException mistake) {
        found.add(new Mistake(spot, String.valueOf(mistake.getMessage())));
    }

    /** Returns what is read; nothing, and the mistake is noted, where it is wrong. */
    <T> Optional<T> attempt(Spot spot, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (ConfigurationException e) {
            add(spot, e);
            return Optional.empty();
        }
    }

    /**
     * Ends the reading of a file that has mistakes.
     *
     * @throws ConfigurationException that tells them in the order of the file; its first line has the first of them
     */
    void refuse() {
        if (found.isEmpty()) {
            return;
        }
        List<String> messages = found.stream()
                .sorted(Comparator.comparing(Mistake::spot))
                .limit(MOST)
                .map(Mistake::message)
                .toList();
        String all = String.join("\n", messages);
        if (found.size() > 1) {
            all = all.replaceFirst("(?m)$", " (the first of " + found.size() + " mistakes)");
        }
        if (found.size() > MOST) {
            all += "\nThe other " + (found.size() - MOST) + " are told once these are corrected.";
        }
        throw new ConfigurationException(all);
    }
}
