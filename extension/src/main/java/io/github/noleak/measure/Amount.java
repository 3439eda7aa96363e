package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** A number of objects and of the bytes that they take; fractions come from sampled profiles. */
@API(status = INTERNAL, since = "0.1")
public record Amount(double objects, double bytes) {

    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0);

    /** Returns the amount that is by a part of the difference nearer to another. */
    Amount towards(Amount other, double part) {
        return new Amount(objects + part * (other.objects - objects), bytes + part * (other.bytes - bytes));
    }

    /** Returns the objects, or the bytes. */
    public double quantity(boolean counted) {
        return counted ? objects : bytes;
    }

    public Amount minus(Amount other) {
        return new Amount(objects - other.objects, bytes - other.bytes);
    }

    public Amount plus(Amount other) {
        return new Amount(objects + other.objects, bytes + other.bytes);
    }
}
