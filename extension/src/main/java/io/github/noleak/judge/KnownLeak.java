package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.measure.HeapSnapshot;
import java.time.LocalDate;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A leak that is on record.
 *
 * @param fingerprint what it is recognised by; it begins with the kind
 * @param perOperation how many objects, goroutines, files or threads an operation keeps
 * @param bytesPerOperation how many bytes of the heap an operation keeps; 0 for other kinds
 * @param reason why it may stay
 * @param expires the last day on which it may; null where there is none
 */
@API(status = INTERNAL, since = "0.1")
public record KnownLeak(
        String fingerprint,
        double perOperation,
        double bytesPerOperation,
        String reason,
        @Nullable LocalDate expires) {

    /** Returns the kind that a fingerprint speaks of; empty if it is none. */
    public static Optional<Leak.Kind> kindOf(String fingerprint) {
        String first = fingerprint.split(" ", 2)[0];
        return Leak.Kind.ofKey(first);
    }

    /** Returns whether all of it are blocks that tiny objects share. */
    boolean isOfTinyObjects() {
        return perOperation > 0 && Math.round(bytesPerOperation / perOperation) == HeapSnapshot.TINY_BLOCK;
    }

    boolean expired(LocalDate today) {
        return expires != null && today.isAfter(expires);
    }
}
