package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** What became of a run. */
@API(status = INTERNAL, since = "0.1")
public sealed interface RunOutcome permits Snapshot, Stopped {

    /** Returns what was asked for. */
    RunPlan runPlan();
}
