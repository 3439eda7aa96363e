package io.github.noleak.verdict;

import java.util.Comparator;
import java.util.List;

/**
 * What an operation costs by the runs so far: time, and things that a system has few of.
 *
 * @param setup seconds of a process apart from its operations
 * @param exact seconds of an operation while every object is recorded
 * @param sampled seconds of an operation while next to none is
 * @param slowing seconds by which each operation makes the next one longer, in what slows down as it leaks
 * @param bytes of the heap kept by an operation
 * @param goroutines left by an operation
 * @param files left open by an operation
 * @param threads left by an operation
 * @param freeFiles how many more files may be opened
 */
record Pace(
        double setup,
        double exact,
        double sampled,
        double slowing,
        double bytes,
        double goroutines,
        double files,
        double threads,
        double freeFiles) {

    /** Growth of scarce things below this is scatter. */
    private static final double FEW = 3;

    /** Less time than this beside the measured one is what starting a process scatters by. */
    private static final double START = 0.05;

    /** Fewer operations tell little of whether they slow down. */
    private static final long MANY = 100;

    /** Less than this much slower is scatter. */
    private static final double SLOWER = 1.4;

    /** The size of a common object: it is recorded about so often as this goes into the profile rate. */
    private static final double COMMON_SIZE = 100;

    static Pace of(List<Round> rounds) {
        List<Sample> samples = rounds.stream()
                .filter(r -> r.plan().purpose() != Plan.Purpose.GLANCE) // others may have run in the same process
                .flatMap(r -> r.samples().stream())
                .filter(s -> s.trial().repeats() == 1)
                .sorted(Comparator.comparingLong((Sample s) -> s.trial().totalOperations())
                        .thenComparing(Pace::isExact)) // of two runs of a size, the exact one tells what is kept
                .toList();
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        double more = Math.max(1, last.trial().totalOperations() - first.trial().totalOperations());
        List<Sample> whole = samples.stream().filter(Pace::isExact).toList();
        List<Sample> sampled = samples.stream().filter(s -> !isExact(s)).toList();
        double exact = seconds(whole.isEmpty() ? sampled : whole);
        return new Pace(
                Math.max(0, first.seconds() - exact),
                exact,
                sampled.isEmpty() ? exact : Math.min(exact, seconds(sampled)),
                slowing(samples),
                Math.max(0, bytes(last) - bytes(first)) / more,
                grown(first.goroutineTotal(), last.goroutineTotal()) / more,
                grown(first.openFiles(), last.openFiles()) / more,
                grown(first.threads(), last.threads()) / more,
                freeFiles(last));
    }

    /** Returns how many more files may be opened. */
    static double freeFiles(Sample sample) {
        return sample.openFilesLimit() == 0 ? 256 : 0.6 * sample.openFilesLimit() - sample.openFiles();
    }

    /** Returns the seconds of an operation at a profile rate. */
    double seconds(int profileRate) {
        return sampled + (exact - sampled) * Math.min(1, COMMON_SIZE / profileRate);
    }

    /** Returns how many operations fit into a time. */
    double operations(double seconds, double perOperation) {
        double evenly = seconds / perOperation;
        if (slowing <= 0) {
            return evenly;
        }
        // n operations take n * perOperation + slowing * n * n / 2 at least.
        double halves = perOperation / slowing;
        return Math.min(evenly, Math.sqrt(halves * halves + 2 * seconds / slowing) - halves);
    }

    /** Doubling the operations of a steady scenario does not change what each takes. */
    private static double slowing(List<Sample> samples) {
        List<Sample> large = samples.stream()
                .filter(s ->
                        isExact(s) && s.nanosPerOperation() > 0 && s.trial().totalOperations() >= MANY)
                .toList();
        if (large.size() < 2) {
            return 0;
        }
        Sample first = large.get(0);
        Sample last = large.get(large.size() - 1);
        double more = last.trial().totalOperations() - first.trial().totalOperations();
        double rise = (last.nanosPerOperation() - first.nanosPerOperation()) / 1e9;
        boolean steady = last.nanosPerOperation() < SLOWER * first.nanosPerOperation();
        // The mean of a run rises by half of what its last operation does.
        return steady || more <= 0 ? 0 : 2 * rise / more;
    }

    private static boolean isExact(Sample sample) {
        return sample.trial().profileRate() == 1;
    }

    private static double seconds(List<Sample> samples) {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        long more = last.trial().totalOperations() - first.trial().totalOperations();
        double timed = timed(last);
        if (more == 0) {
            return Math.max(
                    1e-9, (timed > 0 ? timed : last.seconds()) / last.trial().totalOperations());
        }
        double elapsed = last.seconds() - first.seconds();
        double difference = timed - timed(first); // without what a process does only once
        if (timed > 0 && elapsed - difference < START) {
            elapsed = difference > 0 ? difference : timed;
        }
        return Math.max(1e-9, elapsed / more);
    }

    /** Returns the seconds of all operations as the benchmark reports them; 0 where it does not. */
    private static double timed(Sample sample) {
        return sample.nanosPerOperation() / 1e9 * sample.trial().totalOperations();
    }

    private static double grown(int from, int to) {
        return to - from >= FEW ? to - from : 0;
    }

    private static double bytes(Sample sample) {
        return sample.heap().byStack().values().stream()
                .mapToDouble(Amount::bytes)
                .sum();
    }

    /** Tells whether something grows that a system has few of. */
    boolean scarce() {
        return goroutines > 0 || files > 0 || threads > 0;
    }
}
