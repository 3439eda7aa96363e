package io.github.noleak.judge;

import io.github.noleak.Leak;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.GrowthSites;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that grows under one fingerprint.
 *
 * @param growths all of the same runs and of one kind; none where all are tiny objects
 * @param tiny its share of the growth of tiny objects
 */
record Observed(String fingerprint, List<Growth> growths, Tiny tiny) {

    /**
     * A share of what tiny objects keep.
     *
     * @param all the growth of all of them; null where they do not grow
     * @param perOperation the blocks of an operation that are shared out to one fingerprint
     */
    record Tiny(@Nullable Growth all, double perOperation) {

        static final Tiny NONE = new Tiny(null, 0);
    }

    /** Counts that are exact are off by this part. */
    private static final double OFF = 0.02;

    /** A container that doubles has up to twice the room that it had at another number of operations. */
    private static final double OFF_BYTES = 1;

    Observed {
        growths = List.copyOf(growths);
    }

    /** Sorts growths by what they are recognised by. */
    static List<Observed> of(List<Growth> leaks, GrowthSites growthSites, List<KnownLeak> record) {
        Map<String, List<Growth>> grouped = new TreeMap<>();
        leaks.stream()
                .filter(g -> !(g.subject() instanceof Subject.TinyObjects))
                .forEach(
                        g -> grouped.computeIfAbsent(growthSites.of(g.subject()).fingerprint(), f -> new ArrayList<>())
                                .add(g));
        List<Observed> apart = new ArrayList<>();
        grouped.forEach((fingerprint, growths) -> apart.add(new Observed(fingerprint, growths, Tiny.NONE)));
        return tiny(leaks, growthSites)
                .map(t -> withTiny(apart, t, growthSites, record))
                .orElse(apart);
    }

    /** What is on record as tiny objects is not smaller only because their growth was not certain this time. */
    private static Optional<Growth> tiny(List<Growth> leaks, GrowthSites growthSites) {
        Predicate<Growth> tiny = g -> g.subject() instanceof Subject.TinyObjects;
        return leaks.stream()
                .filter(tiny)
                .findFirst()
                .or(() -> growthSites.measured().growths(growthSites.sites()).stream()
                        .filter(tiny.and(Growth::goesOn))
                        .findFirst());
    }

    private static List<Observed> withTiny(
            List<Observed> apart, Growth tiny, GrowthSites growthSites, List<KnownLeak> record) {
        Map<String, Observed> found = new TreeMap<>();
        Map<String, Double> objects = new TreeMap<>();
        apart.forEach(o -> {
            found.put(o.fingerprint, o);
            objects.put(o.fingerprint, o.perOperation());
        });
        double blocks = tiny.objectsPerOperation();
        double chance = new Observed("", List.of(tiny), Tiny.NONE).chance(blocks);
        new TinyShares(record, objects, growthSites.tinyObjectsByFingerprint())
                .of(blocks, chance)
                .forEach((fingerprint, share) -> {
                    Observed other = found.get(fingerprint);
                    List<Growth> growths = other == null ? List.of() : other.growths;
                    found.put(fingerprint, new Observed(fingerprint, growths, new Tiny(tiny, share)));
                });
        return List.copyOf(found.values());
    }

    /** Returns one of the growths. */
    private Growth any() {
        return growths.isEmpty() ? Objects.requireNonNull(tiny.all) : growths.get(0);
    }

    Leak.Kind kind() {
        return any().subject().kind();
    }

    double perOperation() {
        return growths.stream().mapToDouble(Growth::objectsPerOperation).sum() + tiny.perOperation;
    }

    /** Returns the bytes kept by an operation; 0 where these do not matter. */
    double bytesPerOperation() {
        return resource().hasBytes()
                ? growths.stream().mapToDouble(Growth::bytesPerOperation).sum()
                        + tiny.perOperation * HeapSnapshot.TINY_BLOCK
                : 0;
    }

    private Resource resource() {
        return any().subject().resource();
    }

    private double operations() {
        return 3.0 * any().operations();
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
        return resource().hasBytes() ? TinyShares.OFF_ON_HEAP : OFF;
    }

    /** Both the record and this run may be off by chance: a count of n has a deviation of the root of n. */
    private double chance(double perOperation) {
        double counted = Growth.DEVIATIONS * Math.sqrt(2 * perOperation * operations());
        return (counted + resource().few(true)) / operations() + sampled() * perOperation;
    }

    private double chanceInBytes(double bytesPerOperation) {
        double objects = perOperation();
        double part = objects > 0 ? chance(objects) / objects : sampled();
        return part * bytesPerOperation + resource().few(false) / operations();
    }

    private double sampled() {
        return Growth.DEVIATIONS
                * Stream.concat(growths.stream(), Stream.ofNullable(tiny.all))
                        .mapToDouble(Growth::sampling)
                        .max()
                        .orElse(0);
    }
}
