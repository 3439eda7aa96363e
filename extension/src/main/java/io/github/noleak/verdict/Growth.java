package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import org.apiguardian.api.API;

/**
 * The amounts of one subject after N, 2N and 4N operations, each in a process of its own, and after repeats of fewer
 * operations in one process.
 *
 * @param operations N
 * @param small the amount after N operations
 * @param middle the amount after 2N operations
 * @param large the amount after 4N operations
 * @param repeatedOperations the operations of all the repeats together; 0 where nothing was repeated
 * @param repeated the amount after the repeats
 * @param sampling the standard deviation of the largest amount as a part of it; 0 for exact counts
 */
@API(status = INTERNAL, since = "0.1")
public record Growth(
        Subject subject,
        long operations,
        Amount small,
        Amount middle,
        Amount large,
        long repeatedOperations,
        Amount repeated,
        double sampling) {

    /** Fewer objects than this are not yet a growth. */
    static final double FEW_OBJECTS = 3;

    /** Fewer bytes than this, without a growth of objects, are not yet a growth. */
    static final double FEW_BYTES = 1024;

    /** So many standard deviations are chance. */
    static final double DEVIATIONS = 3;

    /** How far counts may be off a line: containers in a leak double, sampled profiles estimate. */
    private static final double OFF_LINE_OBJECTS = 0.2;

    /** How far bytes may be off a line: the room of a slice or map that grows comes in steps of up to its own size. */
    private static final double OFF_LINE_BYTES = 0.6;

    /** What a growth looks like. */
    public enum Shape {
        /** There is none. */
        FLAT,
        /** It ends or slows down: something was filling up. */
        PLATEAU,
        /** It is that of the last run alone and does not add up over repeats. */
        LAST_RESULT,
        /** It is in proportion to the work. */
        LINE,
        /** It cannot be told yet. */
        UNCLEAR
    }

    /** Returns how the subject grows. */
    public Shape shape() {
        if (total() < (countsObjects() ? FEW_OBJECTS : FEW_BYTES)) {
            return Shape.FLAT;
        }
        double total = weight(large) - weight(small);
        double first = weight(middle) - weight(small);
        double second = weight(large) - weight(middle);
        double chance = chance();
        if (sampling > 0 && total < scatter()) {
            return Shape.FLAT;
        }
        // The repeats are a second run of the same size: where growth is rare, one of the two may have few by chance.
        double late = repeatedOperations > 0 ? Math.max(second, weight(repeated) - weight(middle)) : second;
        boolean slower = late <= 0 || (total() >= 10 * FEW_OBJECTS && late < first / 2 - chance);
        if (slower && !byChance(first, late)) {
            return Shape.PLATEAU;
        }
        if (repeatedOperations > operations) {
            double expected = total * (repeatedOperations - operations) / (3.0 * operations);
            if (weight(repeated) - weight(small) < expected / 2 - chance) {
                return Shape.LAST_RESULT;
            }
        }
        double off = countsObjects() ? OFF_LINE_OBJECTS : OFF_LINE_BYTES;
        double allowed = sampling > 0 ? Math.hypot(off * total / 3, chance) : off * total / 3 + chance;
        return Math.abs(first - total / 3) <= allowed ? Shape.LINE : Shape.UNCLEAR;
    }

    /** Tells whether the second step is larger than in proportion to the first. */
    boolean speedsUp() {
        double first = weight(middle) - weight(small);
        return first > 0 && weight(large) - weight(middle) >= 2 * first;
    }

    /** Tells whether a larger run is needed to know. */
    boolean suspect() {
        Shape shape = shape();
        return shape == Shape.LINE || shape == Shape.UNCLEAR;
    }

    /** Tells whether objects grow, and not the bytes of one object alone. */
    public boolean countsObjects() {
        return large.objects() - small.objects() >= FEW_OBJECTS || subject.kind() != Leak.Kind.HEAP;
    }

    /** Returns the growth from N to 4N operations, in objects, or in bytes where these alone grow. */
    double total() {
        return of(large) - of(small);
    }

    /** Returns the growth of an operation, in objects, or in bytes where these alone grow. */
    double slope() {
        return total() / (3.0 * operations);
    }

    /** Returns the objects kept from N to 4N operations; 0 where only bytes grow. */
    public double objects() {
        return countsObjects() ? large.objects() - small.objects() : 0;
    }

    /** Returns the bytes kept from N to 4N operations. */
    public double bytes() {
        return Math.max(0, large.bytes() - small.bytes());
    }

    /** Returns the objects kept by an operation. */
    public double objectsPerOperation() {
        return objects() / (3.0 * operations);
    }

    /** Returns the bytes kept by an operation. */
    public double bytesPerOperation() {
        return bytes() / (3.0 * operations);
    }

    /**
     * What chance may add: where a leak happens now and then, the first third of the growth has the spread of a binomial
     * distribution; and a sampled profile estimates.
     */
    private double chance() {
        double estimate = weight(large) * sampling;
        return byBytes() ? DEVIATIONS * estimate : DEVIATIONS * Math.sqrt(total() * 2 / 9);
    }

    /** What the difference of two estimates of the same amount may be. */
    private double scatter() {
        double part = weight(small) / Math.max(1, weight(large));
        return (DEVIATIONS + 1) * weight(large) * sampling * Math.sqrt(1 + part);
    }

    /**
     * Tells whether a leak that happens now and then may have ended so by chance: after N, 2N and 4N operations of three
     * independent processes its counts have a Poisson distribution, and twice the first step less the second one has a
     * variance of 26 times the mean at N.
     */
    private boolean byChance(double first, double late) {
        return !byBytes() && 2 * first - late < 4 * Math.sqrt(26 * total() / 3);
    }

    /**
     * Tells what the shape is judged by. Where small objects and large ones come from one line, a sampled profile shows
     * now many and now few of the small ones, but its bytes are steady.
     */
    private boolean byBytes() {
        return !countsObjects() || (sampling > 0 && subject.kind() == Leak.Kind.HEAP);
    }

    private double weight(Amount amount) {
        return byBytes() ? amount.bytes() : amount.objects();
    }

    /** Returns of an amount what grows: objects, or bytes where these alone grow. */
    double of(Amount amount) {
        return countsObjects() ? amount.objects() : amount.bytes();
    }
}
