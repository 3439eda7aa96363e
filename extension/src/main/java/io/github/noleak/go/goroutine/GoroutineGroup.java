package io.github.noleak.go.goroutine;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that stand at the same place in the same state and were started by the same line.
 *
 * @param state what Go prints in brackets, such as {@code chan receive (nil chan)}
 * @param waitMinutes the longest wait in the group, 0 where Go printed none
 * @param lockedToThread whether any of them holds on to its thread
 * @param stack leaf first, without the function that started the goroutine
 * @param creator where the {@code go} statement stands; null for the main goroutine
 * @param count how many there are
 * @param labels those that all of them have
 * @param unreachable how many of them the runtime knows to be blocked on what nothing can reach
 */
@API(status = INTERNAL, since = "0.1")
public record GoroutineGroup(
        String state,
        int waitMinutes,
        boolean lockedToThread,
        CallStack stack,
        @Nullable Frame creator,
        int count,
        Map<String, String> labels,
        int unreachable) {

    /** Copies the map. */
    public GoroutineGroup {
        labels = Map.copyOf(labels);
    }

    /** The state of the one group, the last, that sums up what was too much to tell apart. */
    public static final String OTHER = "other";
}
