package io.github.noleak.judge;

import io.github.noleak.measure.Growth;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Subject;
import io.github.noleak.pprof.CallStack;
import java.util.List;
import java.util.Set;

/** Tells how long the next series have to wait for what grows and may yet end by itself. */
final class SettleChoice {

    /** What ends when a time has come or the other side speaks. */
    private static final Set<String> MAY_END = Set.of("sleep", "IO wait", "running", "runnable", "syscall", "waiting");

    private SettleChoice() {}

    static SettlePolicy with(List<Growth> growing, Snapshot largest) {
        boolean mayEnd = growing.stream().anyMatch(g -> mayEnd(g.subject(), largest));
        return mayEnd ? SettlePolicy.LASTING : SettlePolicy.PATIENT;
    }

    private static boolean mayEnd(Subject subject, Snapshot largest) {
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
