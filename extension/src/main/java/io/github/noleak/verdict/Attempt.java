package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** What became of a trial. */
@API(status = INTERNAL, since = "0.1")
public sealed interface Attempt permits Sample, Stopped {

    /** Returns what was asked for. */
    Trial trial();

    /** Returns what was asked for, and how long it took or why it ended, for logs. */
    default String summary() {
        return "%,dx%d/%s/%d=%s"
                .formatted(trial().operations(), trial().repeats(), trial().care(), trial().profileRate(), outcome());
    }

    /** Returns how long it took or why it ended. */
    String outcome();
}
