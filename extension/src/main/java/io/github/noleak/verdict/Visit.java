package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * A sample of a service that goes on running.
 *
 * @param sample its trial has all calls up to then, those of the warm-up apart, and its seconds pass between the samples
 *     as on the wall
 * @param rested whether the service was left alone since the sample before
 */
@API(status = INTERNAL, since = "0.1")
public record Visit(Sample sample, boolean rested) {

    long calls() {
        return sample.trial().operations();
    }
}
