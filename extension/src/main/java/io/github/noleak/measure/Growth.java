package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import org.apiguardian.api.API;

/**
 * The amounts of one subject after N, 2N and 4N operations of a series.
 *
 * @param operations N
 * @param small the amount after N operations
 * @param middle the amount after 2N operations
 * @param large the amount after 4N operations
 * @param sampling the standard deviation of the largest amount as a part of it; 0 for exact counts
 */
@API(status = INTERNAL, since = "0.1")
public record Growth(Subject subject, long operations, Amount small, Amount middle, Amount large, double sampling) {

    /** Fewer objects than this are not yet a growth. */
    public static final double FEW_OBJECTS = 3;

    /** Fewer bytes than this, without a growth of objects, are not yet a growth. */
    public static final double FEW_BYTES = 1024;

    /** So many standard deviations are chance. */
    public static final double DEVIATIONS = 3;

    /** What fills up slows down: from 2N to 4N operations there is at least so much of the growth from N to 2N. */
    private static final double GOES_ON = 0.5;

    /** Returns whether it has not plainly slowed down; room that is doubled when it is full may do so. */
    public boolean goesOn() {
        return total() > 0 && of(large) - of(middle) >= GOES_ON * (of(middle) - of(small));
    }

    /** Returns whether objects grow, and not the bytes of one object alone. */
    public boolean countsObjects() {
        return large.objects() - small.objects() >= FEW_OBJECTS || subject.kind() != Leak.Kind.HEAP;
    }

    /** Returns the growth from N to 4N operations, in objects, or in bytes where these alone grow. */
    public double total() {
        return of(large) - of(small);
    }

    /** Returns the growth of an operation, in objects, or in bytes where these alone grow. */
    public double slope() {
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

    /** Returns of an amount what grows: objects, or bytes where these alone grow. */
    double of(Amount amount) {
        return countsObjects() ? amount.objects() : amount.bytes();
    }
}
