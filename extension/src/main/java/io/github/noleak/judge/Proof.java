package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.Growth;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A growth that was found to be in proportion to the work.
 *
 * @param confirmed whether it was followed far enough to rule out a container that fills up
 * @param known the record of it, if it is known and has neither grown nor expired; null otherwise
 */
@API(status = INTERNAL, since = "0.1")
public record Proof(
        Growth growth, boolean confirmed, @Nullable KnownLeak known) {

    /** Creates a proof of what is not known. */
    public Proof(Growth growth, boolean confirmed) {
        this(growth, confirmed, null);
    }
}
