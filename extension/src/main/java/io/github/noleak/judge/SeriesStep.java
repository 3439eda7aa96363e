package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** What to do after some series. */
@API(status = INTERNAL, since = "0.1")
public sealed interface SeriesStep {

    /** Another series is needed. */
    @API(status = INTERNAL, since = "0.1")
    record Run(SeriesPlan plan) implements SeriesStep {}

    /** A series of a size is needed for what it allocates alone. */
    @API(status = INTERNAL, since = "0.1")
    record Count(long iterations, SeriesPlan plan) implements SeriesStep {}

    /** A small series is needed, with slow calls after it, to tell what grows by the time alone. */
    @API(status = INTERNAL, since = "0.1")
    record CallSlowly(SeriesPlan plan) implements SeriesStep {}

    /** The matter is decided. */
    @API(status = INTERNAL, since = "0.1")
    record Decided(Conclusion conclusion) implements SeriesStep {}

    /** Others are needed in the place of all that there are: chance may have spoilt one of them. */
    @API(status = INTERNAL, since = "0.1")
    record Again() implements SeriesStep {}
}
