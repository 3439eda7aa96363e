package io.github.noleak.config;

import io.github.noleak.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses keys that no setting has: a misspelt one would have no effect, and nobody would notice. */
final class UnknownKeys {

    private static final int MOST = 20;

    /** What is no setting, but what many poms name the version by, and set on the command line. */
    private static final String VERSION = SetKeys.PREFIX + "version";

    private UnknownKeys() {}

    /**
     * Refuses them.
     *
     * @param places where each key is set, in words
     * @throws ConfigurationException if there is an unknown one
     */
    static void refuse(Map<String, String> places) {
        List<String> known = known();
        Set<String> unknown = places.keySet().stream()
                .filter(key -> !known.contains(key) && !key.equals(VERSION))
                .collect(Collectors.toCollection(TreeSet::new));
        if (unknown.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (String key : unknown.stream().limit(MOST).toList()) {
            lines.add((lines.isEmpty() ? "The setting " : "  Nor is there a setting ") + Shown.text(key)
                    + (lines.isEmpty() ? " does not exist" : "") + "; expected: " + expected(key, known));
            lines.add("  It is set " + places.get(key) + ".");
        }
        if (unknown.size() > MOST) {
            lines.add("  There are " + (unknown.size() - MOST) + " more.");
        }
        lines.add("  docs/settings.md lists all keys.");
        throw new ConfigurationException(String.join("\n", lines));
    }

    private static String expected(String key, List<String> known) {
        List<String> near = Nearest.typo(
                key.substring(SetKeys.PREFIX.length()),
                known.stream().map(k -> k.substring(SetKeys.PREFIX.length())).toList());
        return near.isEmpty() ? String.join(", ", known) : SetKeys.PREFIX + near.get(0);
    }

    private static List<String> known() {
        return Stream.concat(
                        Stream.of(Setting.values()).map(Setting::key),
                        Stream.of(Metric.values()).map(metric -> Settings.LIMIT + metric.key()))
                .toList();
    }
}
