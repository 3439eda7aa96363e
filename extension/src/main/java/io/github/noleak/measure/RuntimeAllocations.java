package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * Knows what the Go runtime keeps for itself.
 *
 * <p>The runtime's free lists follow the peak of concurrency, not the work: in healthy network benchmarks they grow by
 * hundreds of objects. Their functions stand anywhere in the run of runtime frames at a stack's leaf.
 *
 * <p>The list of the environment has an entry for each name that is set and was not, and none is taken out: a name that is
 * unset and set again, as by {@code t.Setenv} in each run of a test, has one more. The names and values themselves are no
 * part of it, and neither is the map that finds them.
 */
@API(status = INTERNAL, since = "0.1")
public final class RuntimeAllocations {

    private static final Set<String> OWNERS = Set.of(
            "runtime.malg",
            "runtime.acquireSudog",
            "runtime.allocm",
            "runtime.newdefer",
            "runtime.newdefer.func1",
            "runtime.newdefer.func2",
            "runtime.gcBgMarkWorker",
            "runtime.gcBgMarkStartWorkers",
            "runtime.allgadd",
            "runtime.doaddtimer",
            "runtime.(*timers).addHeap",
            "runtime.(*timer).maybeAdd",
            "runtime.(*timers).siftUp",
            "runtime.startm",
            "runtime.mcommoninit",
            "runtime.gfput",
            "runtime.mProf_Malloc");

    private static final String SET_ENVIRONMENT = "syscall.Setenv";

    /** What an append to a list allocates in. Before Go 1.26, its stack has no frame of the runtime at all. */
    private static final String APPEND = "runtime.growslice";

    private RuntimeAllocations() {}

    /** Returns whether a stack, leaf first, allocates for the runtime and not for the code that runs on it. */
    static boolean own(List<Frame> stack) {
        boolean append = !stack.isEmpty() && !ofRuntime(stack.get(0));
        for (Frame frame : stack) {
            if (!ofRuntime(frame)) {
                return append && frame.function().equals(SET_ENVIRONMENT);
            }
            if (OWNERS.contains(frame.function())) {
                return true;
            }
            append |= frame.function().equals(APPEND);
        }
        return true;
    }

    public static boolean ofRuntime(Frame frame) {
        return frame.function().startsWith("runtime.") || frame.function().startsWith("internal/runtime/");
    }
}
