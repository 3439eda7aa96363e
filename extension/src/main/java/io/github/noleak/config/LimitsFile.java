package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

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

    /** Returns what the file says of a scenario, the most specific first, without what it says of all. */
    List<FileEntry> matching(String id) {
        return entries.stream().filter(e -> e.pattern().matches(id)).toList();
    }

    /** Returns what the file says of all scenarios. */
    Optional<FileEntry> defaults() {
        return defaults;
    }

    /**
     * A pattern that matches nothing.
     *
     * @param place the file's name, the line and the column, which no other pattern has
     */
    @API(status = INTERNAL, since = "0.1")
    public record Unmatched(String place, ConfigurationException error) {}

    /** Returns the places of all patterns, as they are named where they match nothing. */
    public List<String> places() {
        SourceText text = source;
        return text == null
                ? List.of()
                : entries.stream().map(e -> text.place(e.spot())).toList();
    }

    /**
     * Returns each pattern that matches none of the ids, in the order of the file; 50 at most.
     *
     * @param ids of all scenarios of the module, whether they are gated or not, as far as they are known
     * @param unlisted ids of functions of which nobody knows what is below them; a pattern may mean that
     */
    public List<Unmatched> unmatched(Collection<String> ids, Collection<String> unlisted) {
        SourceText text = source;
        if (text == null) {
            return List.of();
        }
        return entries.stream()
                .filter(e -> !e.pattern().isOfWorkload()) // of which only the classes that are run are known
                .filter(e -> ids.stream().noneMatch(e.pattern()::matches)
                        && unlisted.stream().noneMatch(e.pattern()::mayMatchBelow))
                .sorted(Comparator.comparing(FileEntry::spot))
                .limit(MOST_UNMATCHED)
                .map(e -> new Unmatched(text.place(e.spot()), unmatched(text, e, ids)))
                .toList();
    }

    private static ConfigurationException unmatched(SourceText text, FileEntry entry, Collection<String> ids) {
        return text.error(
                entry.spot(),
                Shown.quoted(entry.pattern().text()) + " matches no scenario; expected: an id or a pattern that does",
                advice(entry.pattern(), ids));
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
