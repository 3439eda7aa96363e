package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * A growth that was found to be in proportion to the work.
 *
 * @param confirmed whether it was followed far enough to rule out a container that fills up
 */
@API(status = INTERNAL, since = "0.1")
public record Proof(Growth growth, boolean confirmed) {}
