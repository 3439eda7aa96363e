package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Metric;
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
        return resource().isCounted()
                && (!resource().hasBytes()
                        || large.objects() - small.objects() >= resource().few(true));
    }

    private Resource resource() {
        return subject.resource();
    }

    /** Returns how far it is followed before it can no more be a container that fills up. */
    public Resource.Followed followed() {
        return resource().followed(countsObjects());
    }

    /** Returns less than what is no growth, in objects, or in bytes where these alone grow. */
    public double few() {
        return resource().few(countsObjects());
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

    /** Returns what a metric sums up: objects, or bytes. */
    public double quantity(Metric metric) {
        return metric.unit() == Metric.Unit.BYTES ? bytes() : objects();
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
