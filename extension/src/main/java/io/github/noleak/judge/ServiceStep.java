package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.SettlePolicy;
import org.apiguardian.api.API;

/** What to do next with a service. */
@API(status = INTERNAL, since = "0.1")
public sealed interface ServiceStep {

    /** A round of a series: call it, and take a sample. */
    sealed interface Round extends ServiceStep {

        /** Returns how many rounds of the same series follow this one. */
        int left();
    }

    /** Call it so many times. */
    record Call(long calls, int left) implements Round {}

    /**
     * Call it until so many seconds have passed since the first round began.
     *
     * @param each the seconds of a round
     */
    record CallUntil(double seconds, double each, int left) implements Round {}

    /** Leave it alone for a time, and take a sample. */
    record Rest(double seconds, SettlePolicy policy) implements ServiceStep {}

    /** Call it so many times in so much time, and take a sample. */
    record CallSlowly(long calls, double seconds) implements ServiceStep {}

    /**
     * The end.
     *
     * @param before the calls before those of the series whose growth counts
     */
    record Decided(Conclusion conclusion, long before) implements ServiceStep {}
}
