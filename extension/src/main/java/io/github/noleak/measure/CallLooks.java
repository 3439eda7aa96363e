package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * What was in use within some calls of a benchmark, each of which began with nothing of its own.
 *
 * @param early in a call, after half of the operations of the next one
 * @param late in another call of the same size
 * @param longest late in a call of at least four times as many operations
 * @param after what was in use once that call had ended
 */
@API(status = INTERNAL, since = "0.1")
public record CallLooks(Look early, Look late, Look longest, Snapshot after) {

    /**
     * One call.
     *
     * @param before what was in use before its first operation
     * @param during what was in use after some of them; its runPlan says how many
     */
    @API(status = INTERNAL, since = "0.1")
    public record Look(Snapshot before, Snapshot during) {

        public double operations() {
            return during.runPlan().totalOperations();
        }
    }
}
