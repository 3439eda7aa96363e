package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The series of a scenario so far.
 *
 * @param again whether others were run before, and did not tell
 * @param series those by which leaks are told, in the order in which they were run
 * @param counted those that were run for what they allocate
 * @param slow those that were run to tell what grows by the time alone; empty ones broke off
 */
@API(status = INTERNAL, since = "0.1")
public record Tried(boolean again, List<Series> series, List<Counted> counted, List<Optional<Series>> slow) {

    /**
     * A series that was run for what it allocates.
     *
     * @param iterations the operations on record that it was run for
     * @param series empty where it broke off
     */
    @API(status = INTERNAL, since = "0.1")
    public record Counted(long iterations, Optional<Series> series) {}

    /** Copies the lists. */
    public Tried {
        series = List.copyOf(series);
        counted = List.copyOf(counted);
        slow = List.copyOf(slow);
    }

    /** Returns some series by which leaks are told. */
    public static Tried of(List<Series> series) {
        return new Tried(false, series, List.of(), List.of());
    }

    /** Returns what is begun anew, as these did not tell. */
    public Tried anew() {
        return new Tried(true, List.of(), counted, slow);
    }

    /** Returns these, and another one by which leaks are told. */
    public Tried and(Series another) {
        List<Series> all = new ArrayList<>(series);
        all.add(another);
        return new Tried(again, all, counted, slow);
    }

    /** Returns these, and another one that was run for what it allocates. */
    public Tried and(Counted another) {
        List<Counted> all = new ArrayList<>(counted);
        all.add(another);
        return new Tried(again, series, all, slow);
    }

    /** Returns these, and another one that was run to tell what grows by the time alone. */
    public Tried andSlow(Optional<Series> another) {
        List<Optional<Series>> all = new ArrayList<>(slow);
        all.add(another);
        return new Tried(again, series, counted, all);
    }

    /** Returns those with the best figures: a series with fewer samples of the heap only confirms what these show. */
    Tried finest() {
        int rate = Series.finest(series);
        return new Tried(
                again, series.stream().filter(s -> s.profileRate() == rate).toList(), counted, slow);
    }

    Series latest() {
        return series.get(series.size() - 1);
    }

    /** Returns the one with the most operations. */
    Series largest() {
        return Collections.max(series, Comparator.comparingLong(Series::top));
    }

    /** Returns whether no other one has more operations than the latest. */
    boolean isLatestLargest() {
        return largest().top() <= latest().top();
    }

    /** Returns what all of them allocated. */
    List<AllocationRun> runs(boolean repeatable) {
        return Stream.concat(series.stream(), counted.stream().flatMap(c -> c.series().stream()))
                .map(one -> AllocationRun.of(one, repeatable))
                .toList();
    }
}
