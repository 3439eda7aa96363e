package io.github.noleak.verdict;

import io.github.noleak.Leak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that grows under one fingerprint.
 *
 * @param growths at least one, all of the same runs and of one kind
 */
record Observed(String fingerprint, List<Growth> growths) {

    /** Counts on the heap are off by this part, because containers in a leak grow in steps; others are exact. */
    private static final double OFF_ON_HEAP = 0.2;

    private static final double OFF = 0.02;

    /** A container that doubles has up to twice the room that it had at another number of operations. */
    private static final double OFF_BYTES = 1;

    Observed {
        growths = List.copyOf(growths);
    }

    /** Sorts growths by what they are recognised by. */
    static List<Observed> of(List<Growth> leaks, Culprits culprits) {
        Map<String, List<Growth>> grouped = new TreeMap<>();
        leaks.forEach(g -> grouped.computeIfAbsent(culprits.of(g.subject()).fingerprint(), f -> new ArrayList<>())
                .add(g));
        return grouped.entrySet().stream()
                .map(e -> new Observed(e.getKey(), e.getValue()))
                .toList();
    }

    double perOperation() {
        return growths.stream().mapToDouble(Growth::objectsPerOperation).sum();
    }

    /** Returns the bytes of the heap kept by an operation; 0 for other kinds. */
    double bytesPerOperation() {
        return onHeap()
                ? growths.stream().mapToDouble(Growth::bytesPerOperation).sum()
                : 0;
    }

    private boolean onHeap() {
        return growths.get(0).subject().kind() == Leak.Kind.HEAP;
    }

    private double operations() {
        return 3.0 * growths.get(0).operations();
    }

    boolean grownBeyond(KnownLeak known) {
        return perOperation() > known.perOperation() * (1 + off()) + chance(perOperation())
                || bytesPerOperation()
                        > known.bytesPerOperation() * (1 + OFF_BYTES) + chanceInBytes(bytesPerOperation());
    }

    boolean shrunkBelow(KnownLeak known) {
        boolean fewer = perOperation() * (1 + off()) + chance(known.perOperation()) < known.perOperation();
        boolean smaller = bytesPerOperation() * (1 + OFF_BYTES) + chanceInBytes(known.bytesPerOperation())
                < known.bytesPerOperation();
        return !grownBeyond(known) && (fewer || smaller);
    }

    private double off() {
        return onHeap() ? OFF_ON_HEAP : OFF;
    }

    /** Both the record and this run may be off by chance: a count of n has a deviation of the root of n. */
    private double chance(double perOperation) {
        double counted = Growth.DEVIATIONS * Math.sqrt(2 * perOperation * operations());
        return (counted + Growth.FEW_OBJECTS) / operations() + sampled() * perOperation;
    }

    private double chanceInBytes(double bytesPerOperation) {
        double objects = perOperation();
        double part = objects > 0 ? chance(objects) / objects : sampled();
        return part * bytesPerOperation + Growth.FEW_BYTES / operations();
    }

    private double sampled() {
        return Growth.DEVIATIONS
                * growths.stream().mapToDouble(Growth::sampling).max().orElse(0);
    }
}
