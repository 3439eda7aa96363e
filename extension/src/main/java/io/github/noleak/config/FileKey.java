package io.github.noleak.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The keys of an entry in a file of limits. */
enum FileKey {
    ITERATIONS,
    LIMITS,
    REASON,
    SKIP,
    WITHIN;

    /** The key of what holds for every scenario. */
    static final String DEFAULTS = "defaults";

    /** The key of what holds for the scenarios that match a pattern. */
    static final String SCENARIOS = "scenarios";

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> keys() {
        return Stream.of(values()).map(FileKey::key).toList();
    }
}
