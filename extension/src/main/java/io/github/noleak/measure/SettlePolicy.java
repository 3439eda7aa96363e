package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** Says how long a process waits for things to end by themselves before it is measured. */
@API(status = INTERNAL, since = "0.1")
public enum SettlePolicy {
    /** Hardly at all. What is gone then is gone; only what still grows needs a second, more careful look. */
    QUICK,
    /** Until nothing has fallen for the time of {@code noleak.settle}. */
    PATIENT,
    /** Ten times as long: something that grows sleeps, reads, or hangs on a timer, and may yet end by itself. */
    LASTING
}
