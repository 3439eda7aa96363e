package io.github.noleak.verdict;

import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Set;

/**
 * Knows what the Go runtime keeps for itself.
 *
 * <p>The runtime's free lists follow the peak of concurrency, not the work: in healthy network benchmarks they grow by
 * hundreds of objects. Their functions stand anywhere in the run of runtime frames at a stack's leaf.
 */
final class FreeLists {

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

    private FreeLists() {}

    /** Tells whether a stack, leaf first, allocates for the runtime and not for the code that runs on it. */
    static boolean own(List<Frame> stack) {
        for (Frame frame : stack) {
            if (!ofRuntime(frame)) {
                return false;
            }
            if (OWNERS.contains(frame.function())) {
                return true;
            }
        }
        return true;
    }

    static boolean ofRuntime(Frame frame) {
        return frame.function().startsWith("runtime.") || frame.function().startsWith("internal/runtime/");
    }
}
