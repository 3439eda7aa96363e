package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * A sample of a service that goes on running.
 *
 * @param sample its trial has all calls up to then, those of the warm-up apart, and its seconds pass between the samples
 *     as on the wall
 * @param since what was done since the sample before
 */
@API(status = INTERNAL, since = "0.1")
public record Visit(Sample sample, Since since) {

    /** What is done with a service between two samples. */
    public enum Since {
        /** It was called, or only looked at once more. */
        CALLS,
        /** It was left alone. */
        REST,
        /** It was called now and then. */
        SLOW_CALLS
    }

    long calls() {
        return sample.trial().operations();
    }
}
