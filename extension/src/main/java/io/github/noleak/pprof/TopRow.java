package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * Holds one row of a {@link TopReport}.
 *
 * @param name what the row stands for, such as a function's raw symbol
 * @param flat what its own samples add up to
 * @param cum what all samples add up to in whose stacks it is
 * @param inlined {@code (inline)} where all calls of it were inlined, {@code (partial-inline)} where some were, else
 *     empty
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record TopRow(String name, long flat, long cum, String inlined) {}
