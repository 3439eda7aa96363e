package io.github.noleak.go.output;

import io.github.noleak.go.output.BenchmarkLine.Name;
import io.github.noleak.go.output.BenchmarkLine.Values;
import io.github.noleak.go.output.BenchmarkSeries.Found;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the runs of one benchmark from look-alikes that the code under test prints.
 *
 * <p>Go pads a name to the same width in all its runs, and what is made up seldom agrees: each width is followed for
 * itself, and the one that has the last result is real, for no code runs after that.
 */
final class BenchmarkRuns {

    private static final int MAX_WIDTHS = 16;

    private final String name;
    private final Map<Integer, BenchmarkSeries> byPadding = new HashMap<>();

    BenchmarkRuns(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void named(long line, Name named, @Nullable Values values) {
        if (byPadding.size() < MAX_WIDTHS || byPadding.containsKey(named.padding())) {
            byPadding
                    .computeIfAbsent(named.padding(), padding -> new BenchmarkSeries())
                    .named(
                            values == null ? null : new Found(line, values.byUnit()),
                            values != null && values.start() == named.rest());
        }
    }

    void unnamed(long line, Values values) {
        Found found = new Found(line, values.byUnit());
        byPadding.values().forEach(series -> series.unnamed(found));
    }

    void otherNamed() {
        byPadding.values().forEach(BenchmarkSeries::otherNamed);
    }

    void failed() {
        byPadding.values().forEach(BenchmarkSeries::failed);
    }

    void end() {
        byPadding.values().forEach(BenchmarkSeries::end);
    }

    List<Found> results() {
        BenchmarkSeries real = new BenchmarkSeries();
        for (BenchmarkSeries series : byPadding.values()) {
            real = series.outlasts(real) ? series : real;
        }
        return real.results();
    }

    /** Returns about how many characters are kept. */
    int size() {
        int size = name.length() + 100;
        for (BenchmarkSeries series : byPadding.values()) {
            for (Found found : series.results()) {
                size += 100;
                for (String unit : found.values().keySet()) {
                    size += unit.length() + 50;
                }
            }
        }
        return size;
    }
}
