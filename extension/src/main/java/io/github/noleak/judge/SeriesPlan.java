package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.SettlePolicy;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A series to run next, in a process of its own.
 *
 * @param calls those that are noted
 * @param operations those of each call; 0 where the process finds out how many are deep enough
 * @param profileRate the bytes between two samples of the heap; 1 where every object is recorded
 * @param policy how long the last call is waited for, beside the short wait after each
 * @param seconds what a call takes, by what is known; 0 where nothing is
 * @param slowly the calls that follow, to tell what grows by the time; null for none
 */
@API(status = INTERNAL, since = "0.1")
public record SeriesPlan(
        int calls,
        long operations,
        int profileRate,
        SettlePolicy policy,
        double seconds,
        @Nullable Slowly slowly) {

    /**
     * Calls of one operation.
     *
     * @param calls how many
     * @param pause the seconds before each of them
     */
    @API(status = INTERNAL, since = "0.1")
    public record Slowly(int calls, double pause) {

        double seconds() {
            return calls * pause;
        }
    }

    SeriesPlan(int calls, long operations, int profileRate, SettlePolicy policy, double seconds) {
        this(calls, operations, profileRate, policy, seconds, null);
    }

    /** Returns the same with operations of a size of its own. */
    public SeriesPlan sized(int someCalls, long each, double secondsOfCall) {
        return new SeriesPlan(someCalls, each, profileRate, policy, secondsOfCall, slowly);
    }
}
