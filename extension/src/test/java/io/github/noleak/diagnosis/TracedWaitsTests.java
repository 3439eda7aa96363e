package io.github.noleak.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "chan receive, true",
        "select (no cases), true",
        "sync.Mutex.Lock, true",
        "semacquire, true",
        "IO wait, true",
        "sleep, false",
        "syscall, false",
        "coroutine, false",
        "runnable, false",
    })
    void endsOfWaitsAreToldOnlyWhereTheProfilesHaveThem(String state, boolean told) {
        assertThat(TracedWaits.tellsOfEnded(state)).isEqualTo(told);
    }

    private static CallStack stack(String... functions) {
        return new CallStack(Arrays.stream(functions)
                .map(function -> new Frame(function, "/src/" + function.hashCode() + ".go", 7))
                .toList());
    }
}
