package io.github.noleak.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationCountsTests {

    @Test
    void callsAreAsManyAsMostStacksSay() {
        assertThat(counts(Map.of(37L, 20, 74L, 3, 111L, 1, 1L, 60)).calls(100)).hasValue(37);
    }

    @Test
    void whatACallDoesManyTimesOverIsNoCall() {
        assertThat(counts(Map.of(200L, 20, 2_000L, 60)).calls(100)).hasValue(200);
    }

    @Test
    void rareWayThroughTheCodeIsNoCall() {
        assertThat(counts(Map.of(200L, 20, 13L, 2, 40L, 4)).calls(100)).hasValue(200);
    }

    @Test
    void numberThatWasAskedForIsBelievedWhereSomethingBearsItOut() {
        assertThat(counts(Map.of(100L, 6, 50L, 9)).calls(100)).hasValue(100);
        assertThat(counts(Map.of(100L, 1, 50L, 9)).calls(100)).hasValue(50);
    }

    @Test
    void nothingIsToldOfFewAllocations() {
        assertThat(counts(Map.of(9L, 200, 0L, 50)).calls(100)).isEmpty();
        assertThat(counts(Map.of()).calls(100)).isEmpty();
    }

    @Test
    void stackThatIsNewCountsFromNothing() {
        AllocationCounts before = new AllocationCounts(Map.of(stack("a"), 5L, stack("gone"), 7L));
        AllocationCounts now = new AllocationCounts(Map.of(stack("a"), 9L, stack("b"), 3L));

        assertThat(now.since(before).byStack()).isEqualTo(Map.of(stack("a"), 4L, stack("b"), 3L));
    }

    /** So many stacks, by how often each has allocated. */
    private static AllocationCounts counts(Map<Long, Integer> stacks) {
        Map<CallStack, Long> counts = new HashMap<>();
        stacks.forEach((count, number) -> {
            for (int i = 0; i < number; i++) {
                counts.put(stack("f" + count + "_" + i), count);
            }
        });
        return new AllocationCounts(counts);
    }

    private static CallStack stack(String function) {
        return new CallStack(List.of(new Frame("main." + function, "/src/main.go", 9)));
    }
}
