package io.github.noleak.verdict;

import io.github.noleak.pprof.CallStack;
import java.util.List;
import java.util.Set;

/** Tells how long the next series have to wait for what grows and may yet end by itself. */
final class Patience {

    /** What ends when a time has come or the other side speaks. */
    private static final Set<String> MAY_END = Set.of("sleep", "IO wait", "running", "runnable", "syscall", "waiting");

    private Patience() {}

    static Care with(List<Growth> growing, Sample largest) {
        boolean mayEnd = growing.stream().anyMatch(g -> mayEnd(g.subject(), largest));
        return mayEnd ? Care.LASTING : Care.PATIENT;
    }

    private static boolean mayEnd(Subject subject, Sample largest) {
        if (subject instanceof Subject.HeapStack heap) {
            return onTimer(heap.stack());
        }
        return subject instanceof Subject.Goroutines group
                && largest.goroutines().stream().anyMatch(c -> MAY_END.contains(c.state()) && group.matches(c));
    }

    private static boolean onTimer(CallStack stack) {
        return stack.frames().stream().anyMatch(f -> f.function().startsWith("time."));
    }
}
