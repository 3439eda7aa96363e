package io.github.noleak.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TracedWaitsTests {

    @Test
    void runtimeFramesOfTheTraceAreNoDifference() {
        assertThat(TracedWaits.same(
                        stack("worker.wait", "worker.run"), stack("runtime.chanrecv1", "worker.wait", "worker.run")))
                .isTrue();
    }

    @Test
    void framesOfALockThatTheTraceLeavesOutAreNoDifference() {
        assertThat(TracedWaits.same(
                        stack("internal/sync.(*Mutex).lockSlow", "sync.(*Mutex).Lock", "worker.take"),
                        stack("sync.(*Mutex).Lock", "worker.take")))
                .isTrue();
    }

    @Test
    void anotherLineIsAnotherWait() {
        assertThat(TracedWaits.same(stack("worker.wait", "worker.run"), stack("worker.wait", "worker.other")))
                .isFalse();
    }

    @Test
    void callerThatWaitsItselfIsAnotherWait() {
        assertThat(TracedWaits.same(stack("worker.wait", "worker.run"), stack("worker.run")))
                .isFalse();
        assertThat(TracedWaits.same(stack("worker.run"), stack("worker.wait", "worker.run")))
                .isFalse();
    }

    @Test
    void stackOfTheRuntimeAloneIsNone() {
        assertThat(TracedWaits.same(stack("runtime.gopark"), stack("runtime.gopark")))
                .isFalse();
    }

    private static CallStack stack(String... functions) {
        return new CallStack(Arrays.stream(functions)
                .map(function -> new Frame(function, "/src/" + function.hashCode() + ".go", 7))
                .toList());
    }
}
