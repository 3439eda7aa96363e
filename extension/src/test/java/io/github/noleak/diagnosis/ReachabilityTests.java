package io.github.noleak.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachabilityTests {

    private static final CallStack STACK = new CallStack(List.of(new Frame("worker.wait", "/src/worker.go", 7)));
    private static final CallStack ELSEWHERE = new CallStack(List.of(new Frame("worker.wait", "/src/worker.go", 9)));

    @Test
    void goroutinesOfTheSameLeakAreCounted() {
        assertThat(Reachability.of(
                        group("chan receive", STACK, 3, 0),
                        List.of(
                                group("chan receive", STACK, 100, 100),
                                group("chan receive", STACK, 2, 0),
                                group("chan receive", ELSEWHERE, 7, 7),
                                group("chan send", STACK, 7, 7))))
                .contains(new Reachability(100, 102));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chan send (nil chan)",
                "select (no cases)",
                "sync.Mutex.Lock",
                "sync.RWMutex.RLock",
                "sync.WaitGroup.Wait",
                "sync.Cond.Wait"
            })
    void whatTheRuntimeFollowsIsReachableIfItIsNotProven(String state) {
        assertThat(said(state)).contains(new Reachability(0, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "IO wait", "runnable", "syscall", "semacquire", "running"})
    void nothingIsSaidOfWhatTheRuntimeDoesNotFollow(String state) {
        assertThat(said(state)).isEmpty();
    }

    @Test
    void nothingIsSaidWhereNobodyCouldBeAsked() {
        assertThat(Reachability.of(group("chan receive", STACK, 3, 0), List.of()))
                .isEmpty();
    }

    private static Optional<Reachability> said(String state) {
        return Reachability.of(group(state, STACK, 3, 0), List.of(group(state, STACK, 5, 0)));
    }

    private static GoroutineCount group(String state, CallStack stack, int count, int unreachable) {
        return new GoroutineCount(
                state, false, stack, new Frame("worker.start", "/src/worker.go", 3), count, Map.of(), unreachable);
    }
}
