package io.github.noleak.gate.module;

import io.github.noleak.gate.Session;
import io.github.noleak.gate.scenario.SeriesRequests;
import io.github.noleak.gate.scenario.SeriesScheduler;
import io.github.noleak.gate.scenario.Snapshots;
import io.github.noleak.go.GoException;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.run.Announced;
import io.github.noleak.go.run.SeriesFindings;
import io.github.noleak.go.run.SeriesRequest;
import io.github.noleak.go.run.SeriesRun;
import io.github.noleak.go.run.SubBenchmarks;
import io.github.noleak.measure.Series;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls many benchmarks of a package in one process, each in a series: most keep nothing, which is then known for the price
 * of their operations.
 *
 * <p>What ends the process, or hangs in it, is taken out, and the rest goes on in another one.
 */
final class Sweep {

    private static final Logger LOGGER = System.getLogger(Sweep.class.getName());

    private final Map<String, Series> series = new HashMap<>();
    private final Map<String, SubBenchmarks.Listing> listings = new HashMap<>();

    /** Returns what nothing is known of. */
    static Sweep none() {
        return new Sweep();
    }

    /** Runs some of a package's benchmarks, as far as its binary can. */
    static Sweep of(Session session, TestBinary binary, List<String> functions) {
        Sweep sweep = new Sweep();
        SeriesRequest request = SeriesRequests.together(session.settings());
        List<String> left = binary.series() ? functions : List.of();
        while (!left.isEmpty()) {
            left = sweep.run(session, binary, left, request, 1);
        }
        return sweep;
    }

    /** Runs the sub-benchmarks of a function that sets up for long, as far as the process comes to them. */
    static Sweep ofSiblings(Session session, TestBinary binary, String function, int profileRate) {
        Sweep sweep = new Sweep();
        if (binary.series()) {
            SeriesRequest request = SeriesRequests.sharingSetUp(session.settings(), profileRate);
            int places = SeriesScheduler.heavy(session.settings().parallelism());
            sweep.run(session, binary, List.of(function), request, places);
        }
        return sweep;
    }

    /** Returns the series of a benchmark by its name in Go; empty where there is none that is complete. */
    Optional<Series> series(String name) {
        return Optional.ofNullable(series.get(name));
    }

    /** Returns what a function consists of; empty where that has to be found out by a run of its own. */
    Optional<SubBenchmarks.Listing> listing(String function) {
        return Optional.ofNullable(listings.get(function));
    }

    /** Runs a process, and returns what it did not come to. */
    private List<String> run(
            Session session, TestBinary binary, List<String> functions, SeriesRequest request, int places) {
        SeriesRun.Result result;
        try {
            result = session.inPlaces(places, () -> new SeriesRun(session.workplace(), binary).run(functions, request));
        } catch (GoException e) {
            LOGGER.log(Level.DEBUG, () -> "No series of " + binary.goPackage().path() + ": " + e.headline());
            return List.of(); // each of them will say so
        }
        Announced announced = result.announced();
        Set<String> called = new HashSet<>();
        for (SeriesFindings found : result.series()) {
            called.add(found.name());
            LOGGER.log(Level.DEBUG, () -> "Series of " + found.name() + ": " + found.ended());
            Snapshots.series(found, request.profileRate(), binary.gatePackage())
                    .series()
                    .ifPresent(s -> series.put(found.name(), s));
        }
        Set<String> done = new HashSet<>();
        // What was called last before the process was full, or died, is known in part.
        Optional<String> cut =
                result.isFull() ? result.lastFunction() : announced.last().filter(f -> !result.ended());
        boolean reached = false;
        List<String> left = new ArrayList<>();
        for (String function : functions) {
            boolean last = cut.isPresent() && cut.get().equals(function);
            if (last) {
                reached = true;
                if (called.contains(function)) {
                    done.add(function); // there is nothing below it
                }
            } else if (reached || !announced.has(function)) {
                left.add(function);
            } else {
                done.add(function);
            }
        }
        done.forEach(function -> listed(function, announced.leaves(function, called)));
        return cut.isPresent() && left.size() < functions.size() ? left : List.of();
    }

    /** Where a part has no series, and there are others, they may have to be run together: that needs a run of its own. */
    private void listed(String function, List<SubBenchmarks.Leaf> leaves) {
        boolean known = leaves.stream().allMatch(leaf -> leaf.skips() || series.containsKey(leaf.name()));
        if (!leaves.isEmpty() && (known || leaves.size() == 1)) {
            listings.put(function, new SubBenchmarks.Listing(leaves, null));
        }
    }
}
