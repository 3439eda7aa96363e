package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that wait at the same place for the same thing and come from the same one.
 *
 * @param state what they wait for, as Go prints it: {@code chan receive}
 * @param lockedToThread whether each holds a thread of its own
 * @param stack leaf first
 * @param creator the call that started them; null for main and where Go does not tell
 * @param labels those that all of them have
 * @param unreachable how many of them the runtime knows to be blocked on what nothing can reach
 */
@API(status = INTERNAL, since = "0.1")
public record GoroutineCount(
        String state,
        boolean lockedToThread,
        CallStack stack,
        @Nullable Frame creator,
        int count,
        Map<String, String> labels,
        int unreachable) {

    /** Copies the map. */
    public GoroutineCount {
        labels = Map.copyOf(labels);
    }

    /** Returns whether they wait for nothing but a processor. */
    public boolean isAtWork() {
        return state.equals("running") || state.equals("runnable");
    }

    /** Counts goroutines without labels that the runtime was not asked about. */
    public GoroutineCount(String state, boolean lockedToThread, CallStack stack, @Nullable Frame creator, int count) {
        this(state, lockedToThread, stack, creator, count, Map.of(), 0);
    }
}
