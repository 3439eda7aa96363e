package io.github.noleak.go.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** How a process ended in which one scenario was called in series. */
@API(status = INTERNAL, since = "0.1")
public sealed interface SeriesResult {

    /** All calls were made, and the process has ended well. */
    record Complete(SeriesFindings findings) implements SeriesResult {}

    /** All calls were made, and the process has failed since, as code does that looks for leaks. */
    record FailedLater(SeriesFindings findings, RunResult.Ended failure) implements SeriesResult {}

    /**
     * Not all calls were made.
     *
     * @param operations those of the process so far, with the call that was under way
     */
    record BrokenOff(RunResult.Ended end, long operations) implements SeriesResult {}
}
