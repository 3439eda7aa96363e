package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The limits that a file sets for the scenarios of a Go module. */
@API(status = INTERNAL, since = "0.1")
public final class LimitsFile {

    /** The name of the file beside {@code go.mod}. */
    public static final String NAME = "noleak.yml";

    private static final String MISSPELT = "noleak.yaml";

    private static final int MOST_UNMATCHED = 50;
    private static final int MOST_NEAR = 3;

    private final @Nullable SourceText source;
    private final List<FileEntry> entries;
    private final Optional<FileEntry> defaults;

    LimitsFile(@Nullable SourceText source, List<FileEntry> entries, Optional<FileEntry> defaults) {
        this.source = source;
        // What stands later goes first among those that are equally specific, as the sort is stable.
        List<FileEntry> latestFirst = new ArrayList<>(entries);
        Collections.reverse(latestFirst);
        latestFirst.sort(Comparator.comparing((FileEntry e) -> !e.pattern().exact())
                .thenComparing(e -> -e.pattern().literal()));
        this.entries = List.copyOf(latestFirst);
        this.defaults = defaults;
    }

    /** Returns a file that says nothing. */
    public static LimitsFile none() {
        return new LimitsFile(null, List.of(), Optional.empty());
    }

    /**
     * Reads the file that {@code noleak.config} names, or else the one beside {@code go.mod}, if there is one.
     *
     * @param base where a relative path begins
     * @param directory the directory of {@code go.mod}
     * @throws ConfigurationException if the file is not there although it is named, or anything in it is wrong
     */
    public static LimitsFile of(Settings settings, Path base, Path directory) {
        Optional<String> named = settings.text(Setting.CONFIG);
        if (named.isPresent()) {
            return named(base.resolve(named.get()).normalize(), named.get());
        }
        Path file = directory.resolve(NAME);
        // A link that leads nowhere is a mistake, and not the same as no file.
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return LimitsFileReader.read(SourceText.read(file, NAME));
        }
        if (Files.exists(directory.resolve(MISSPELT))) {
            throw new ConfigurationException(directory.resolve(MISSPELT) + " is not read; expected: the name " + NAME
                    + "\n  Rename the file, or name it with -D" + Setting.CONFIG.key() + "=…");
        }
        return none();
    }

    private static LimitsFile named(Path file, String name) {
        if (!Files.exists(file)) {
            throw new ConfigurationException("The setting " + Setting.CONFIG.key() + " is \"" + Shown.text(name)
                    + "\", and there is no file " + file + "; expected: a file of limits\n"
                    + "  A relative path begins at the Maven module's directory.");
        }
        return LimitsFileReader.read(SourceText.read(file, name));
    }

    /** Returns what the file says of a scenario, the most specific first, without what it says of all. */
    List<FileEntry> matching(String id) {
        return entries.stream().filter(e -> e.pattern().matches(id)).toList();
    }

    /** Returns what the file says of all scenarios. */
    Optional<FileEntry> defaults() {
        return defaults;
    }

    /**
     * Returns an error for each pattern that matches none of the ids, in the order of the file; 50 at most.
     *
     * @param ids of all scenarios of the module, whether they are gated or not
     */
    public List<ConfigurationException> unmatched(Collection<String> ids) {
        SourceText text = source;
        if (text == null) {
            return List.of();
        }
        return entries.stream()
                .filter(e -> ids.stream().noneMatch(e.pattern()::matches))
                .sorted(Comparator.comparingInt(e -> e.spot().line()))
                .limit(MOST_UNMATCHED)
                .map(e -> text.error(
                        e.spot(),
                        Shown.quoted(e.pattern().text())
                                + " matches no scenario; expected: an id or a pattern that does",
                        advice(e.pattern(), ids)))
                .toList();
    }

    private static List<String> advice(ScenarioPattern pattern, Collection<String> ids) {
        List<String> advice = new ArrayList<>();
        Nearest.of(pattern.text(), ids, MOST_NEAR).forEach(id -> advice.add("Near name: " + id));
        if (!pattern.text().contains("**")
                && ids.stream().anyMatch(new ScenarioPattern(pattern.text() + "/**")::matches)) {
            advice.add("Its sub-benchmarks are matched by " + Shown.quoted(pattern.text() + "/**"));
        }
        return advice;
    }
}
