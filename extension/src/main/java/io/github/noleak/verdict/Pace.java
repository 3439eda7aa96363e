package io.github.noleak.verdict;

import java.util.Comparator;
import java.util.List;

/**
 * What an operation costs by the runs so far: time, and things that a system has few of.
 *
 * @param setup seconds of a process apart from its operations
 * @param seconds of an operation
 * @param bytes of the heap kept by an operation
 * @param goroutines left by an operation
 * @param files left open by an operation
 * @param threads left by an operation
 * @param freeFiles how many more files may be opened
 */
record Pace(
        double setup, double seconds, double bytes, double goroutines, double files, double threads, double freeFiles) {

    /** Growth of scarce things below this is scatter. */
    private static final double FEW = 3;

    static Pace of(List<Round> rounds) {
        List<Sample> samples = rounds.stream()
                .flatMap(r -> r.samples().stream())
                .filter(s -> s.trial().repeats() == 1)
                .sorted(Comparator.comparingLong(s -> s.trial().totalOperations()))
                .toList();
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        double more = Math.max(1, last.trial().totalOperations() - first.trial().totalOperations());
        boolean alone = samples.size() == 1;
        double seconds = alone ? first.seconds() : Math.max(0, last.seconds() - first.seconds()) / more;
        if (last.nanosPerOperation() > 0) {
            seconds = Math.min(seconds, last.nanosPerOperation() / 1e9); // without what a few runs do only once
        }
        return new Pace(
                Math.max(0, first.seconds() - seconds),
                Math.max(seconds, 1e-9),
                Math.max(0, bytes(last) - bytes(first)) / more,
                grown(first.goroutineTotal(), last.goroutineTotal()) / more,
                grown(first.openFiles(), last.openFiles()) / more,
                grown(first.threads(), last.threads()) / more,
                last.openFilesLimit() == 0 ? 256 : 0.6 * last.openFilesLimit() - last.openFiles());
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
