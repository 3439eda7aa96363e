package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.verdict.Plan.Purpose;
import io.github.noleak.verdict.Stopped.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Sub-benchmarks of a function that takes long to set up, and that are looked at together: one operation of each in one
 * process, and many of each in another.
 *
 * <p>Where nothing grows there, nothing grows in any of them. Otherwise each has to be looked at alone.
 */
@API(status = INTERNAL, since = "0.1")
public final class SharedSetup {

    /** The seconds from which on setting up costs more than all else. */
    private static final double LONG = 2;

    private static final int FEWEST = 3;

    /** Recording so many objects takes some ten seconds. */
    private static final long MANY_OBJECTS = 4_000_000;

    /** The seconds of an operation from which on it would keep the others from many operations. */
    private static final double SLOW = 0.02;

    /** The seconds that all operations of a process may take. */
    private static final double AT_WORK = 4;

    private static final double NANOS = 1e9;

    /**
     * Benchmarks that run the same number of operations, one after the other in one process.
     *
     * @param names as Go prints them
     */
    @API(status = INTERNAL, since = "0.1")
    public record Batch(Trial trial, List<String> names) {

        /** Copies the list. */
        public Batch {
            names = List.copyOf(names);
        }
    }

    private final Map<String, Double> nanos;
    private final double setup;
    private final int profileRate;

    private SharedSetup(Map<String, Double> nanos, double setup, int profileRate) {
        this.nanos = nanos;
        this.setup = setup;
        this.profileRate = profileRate;
    }

    /**
     * Returns how to run some sub-benchmarks together; empty where each is better run alone.
     *
     * @param nanos what the first operation of each takes, by its name
     * @param setup the seconds of a process apart from its operations
     * @param allocated the objects that such a process allocates
     */
    public static Optional<SharedSetup> of(Map<String, Double> nanos, double setup, long allocated) {
        return nanos.size() < FEWEST || setup < LONG
                ? Optional.empty()
                : Optional.of(
                        new SharedSetup(new TreeMap<>(nanos), setup, allocated > MANY_OBJECTS ? Planner.COARSE : 1));
    }

    /** Returns the process of one operation of each. */
    public Trial first() {
        return trial(1, seconds(List.copyOf(nanos.keySet())));
    }

    /** Returns the processes of many operations of each. */
    public List<Batch> many() {
        List<Batch> batches = new ArrayList<>();
        for (boolean slow : new boolean[] {false, true}) {
            List<String> names = nanos.keySet().stream()
                    .filter(name -> slow == nanos.getOrDefault(name, 0.0) > SLOW * NANOS)
                    .toList();
            if (!names.isEmpty()) {
                double once = seconds(names);
                long operations = Math.max(2, (long) Math.min(AT_WORK / once, Planner.SHALLOW));
                batches.add(new Batch(trial(operations, (operations + 1) * once), names));
            }
        }
        return batches;
    }

    private double seconds(List<String> names) {
        return names.stream().mapToDouble(n -> nanos.getOrDefault(n, 0.0)).sum() / NANOS;
    }

    private Trial trial(long operations, double working) {
        return new Trial(operations, 1, Care.QUICK, profileRate, 2 * setup + working);
    }

    /**
     * Returns what was seen as the first rounds of one of the benchmarks.
     *
     * @param name the benchmark
     * @param one the process of one operation of each
     * @param many the process of many of its operations
     * @param eachNanos what each of these took
     */
    public List<Round> rounds(String name, Sample one, Sample many, double eachNanos) {
        List<Round> rounds = new ArrayList<>();
        if (profileRate > 1) {
            Trial exact = new Trial(1, 1, Care.QUICK, 1, 0);
            String why = "recording each of the objects that are set up would take too long";
            rounds.add(new Round(
                    new Plan(Purpose.PROBE, List.of(exact)),
                    List.of(new Stopped(exact, Cause.TOO_SLOW, why, List.of()))));
        }
        rounds.add(round(Purpose.PROBE, one.ofPart(nanos.getOrDefault(name, 0.0))));
        rounds.add(round(Purpose.GLANCE, many.ofPart(eachNanos)));
        return rounds;
    }

    private static Round round(Purpose purpose, Sample sample) {
        return new Round(new Plan(purpose, List.of(sample.trial())), List.of(sample));
    }
}
