package io.github.noleak.diagnosis;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.RuntimeAllocations;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What an execution trace shows of the goroutines that wait at one place.
 *
 * @param operations how many were traced
 * @param ended how often a wait there ended; -1 where the trace does not tell
 * @param lasting how many goroutines blocked there and did not run again; 0 where the trace was not followed so closely
 * @param first when the first of these blocked, in seconds from the trace's start
 * @param last when the last of them did
 * @param rest the seconds from then to the trace's end
 */
@API(status = INTERNAL, since = "0.1")
public record TracedWaits(long operations, long ended, int lasting, double first, double last, double rest) {

    /** What the blocking profiles of a trace are of. */
    private static final List<String> PROFILED = List.of("chan ", "select", "sync.", "semacquire", "IO wait");

    /** Returns whether a trace has all waits in a state that ended: not those for the system or for an iterator. */
    public static boolean tellsOfEnded(String state) {
        return PROFILED.stream().anyMatch(state::startsWith);
    }

    /** Returns whether a stack of a trace is that of a wait in a dump: each has frames at the leaf that the other has not. */
    public static boolean same(CallStack dumped, CallStack traced) {
        List<Frame> whole = waiting(dumped);
        List<Frame> end = waiting(traced);
        int more = whole.size() - end.size();
        return !end.isEmpty()
                && more >= 0
                && whole.subList(more, whole.size()).equals(end)
                && whole.subList(0, more).stream().allMatch(TracedWaits::ofLocks);
    }

    private static List<Frame> waiting(CallStack stack) {
        return stack.frames().stream().dropWhile(RuntimeAllocations::ofRuntime).toList();
    }

    /** Returns whether a frame is of those that a trace leaves out: what waits for a lock or for the network. */
    private static boolean ofLocks(Frame frame) {
        return frame.function().startsWith("sync.") || frame.function().startsWith("internal/");
    }
}
