package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** What to do next with a service. */
@API(status = INTERNAL, since = "0.1")
public sealed interface ServiceStep {

    /** Call it so many times more, and take a sample. */
    record Call(long calls, Care care) implements ServiceStep {}

    /** Take a sample again, with more care. */
    record Look(Care care) implements ServiceStep {}

    /** Leave it alone for a time, and take a sample. */
    record Rest(double seconds, Care care) implements ServiceStep {}

    /** Call it so many times in so much time, and take a sample. */
    record CallSlowly(long calls, double seconds, Care care) implements ServiceStep {}

    /** The end. */
    record Decided(Conclusion conclusion) implements ServiceStep {}
}
