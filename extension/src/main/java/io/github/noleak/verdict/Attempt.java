package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** What became of a trial. */
@API(status = INTERNAL, since = "0.1")
public sealed interface Attempt permits Sample, Stopped {

    /** Returns what was asked for. */
    Trial trial();
}
