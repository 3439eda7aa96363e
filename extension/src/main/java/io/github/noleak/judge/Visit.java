package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.Snapshot;
import org.apiguardian.api.API;

/**
 * A sample of a service that goes on running.
 *
 * @param sample its trial has all calls up to then, those of the warm-up apart; its seconds pass between the samples as on
 *     the wall, and its nanoseconds are those of a call in the round before it
 * @param after what was done since the sample before
 */
@API(status = INTERNAL, since = "0.1")
public record Visit(Snapshot sample, ServiceStep after) {

    long calls() {
        return sample.runPlan().operations();
    }
}
