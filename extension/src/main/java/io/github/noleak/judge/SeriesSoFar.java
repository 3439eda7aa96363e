package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.Series;
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
public record SeriesSoFar(boolean again, List<Series> series, List<Counted> counted, List<Optional<Series>> slow) {

    /**
     * A series that was run for what it allocates.
     *
     * @param iterations the operations on record that it was run for
     * @param series empty where it broke off
     */
    @API(status = INTERNAL, since = "0.1")
    public record Counted(long iterations, Optional<Series> series) {}

    /** Copies the lists. */
    public SeriesSoFar {
        series = List.copyOf(series);
        counted = List.copyOf(counted);
        slow = List.copyOf(slow);
    }

    /** Returns some series by which leaks are told. */
    public static SeriesSoFar of(List<Series> series) {
        return new SeriesSoFar(false, series, List.of(), List.of());
    }

    /** Returns what is begun anew, as these did not tell. */
    public SeriesSoFar anew() {
        return new SeriesSoFar(true, List.of(), counted, slow);
    }

    /** Returns these, and another one by which leaks are told. */
    public SeriesSoFar and(Series another) {
        List<Series> all = new ArrayList<>(series);
        all.add(another);
        return new SeriesSoFar(again, all, counted, slow);
    }

    /** Returns these, and another one that was run for what it allocates. */
    public SeriesSoFar and(Counted another) {
        List<Counted> all = new ArrayList<>(counted);
        all.add(another);
        return new SeriesSoFar(again, series, all, slow);
    }

    /** Returns these, and another one that was run to tell what grows by the time alone. */
    public SeriesSoFar andSlow(Optional<Series> another) {
        List<Optional<Series>> all = new ArrayList<>(slow);
        all.add(another);
        return new SeriesSoFar(again, series, counted, all);
    }

    /** Returns those with the best figures: a series with fewer samples of the heap only confirms what these show. */
    SeriesSoFar finest() {
        int rate = Series.finest(series);
        return new SeriesSoFar(
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
