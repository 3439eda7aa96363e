package io.github.noleak.gate.service;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Profile;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How many objects each stack of a service has allocated.
 *
 * <p>What a call does it mostly does once, whatever its protocol: so as many calls were made as most stacks say that have
 * allocated at all.
 */
record AllocationCounts(Map<CallStack, Long> byStack) {

    /** What has happened fewer times may have happened by itself, as a connection that is made anew. */
    static final long LEAST_CALLS = 10;

    /** A call may do something else many times over, in so many times as many stacks. */
    private static final int MANY_TIMES_OVER = 4;

    /**
     * Counts what a profile has.
     *
     * @param gatePackage the import path of the gate, whose own objects are left out
     */
    static AllocationCounts of(Profile profile, String gatePackage) {
        int objects = profile.sampleType("alloc_objects");
        Map<CallStack, Long> counts = new HashMap<>();
        profile.forEach((stack, values) -> {
            if (stack.frames().stream().noneMatch(f -> f.function().startsWith(gatePackage))) {
                counts.merge(stack, values[objects], Long::sum);
            }
        });
        return new AllocationCounts(counts);
    }

    /** Returns how many more there are than there were. */
    AllocationCounts since(AllocationCounts before) {
        return without(before, 1);
    }

    /** Returns how many there are without others, which were made so many times. */
    AllocationCounts without(AllocationCounts others, int times) {
        Map<CallStack, Long> more = new HashMap<>();
        byStack.forEach((stack, count) -> more.put(stack, count - times * others.byStack.getOrDefault(stack, 0L)));
        return new AllocationCounts(more);
    }

    /**
     * Returns how many calls have made so many allocations, if that can be told.
     *
     * @param asked how many calls were asked for, which is believed where allocations bear it out
     */
    OptionalLong calls(long asked) {
        Map<Long, Integer> stacks = new TreeMap<>();
        byStack.values().stream()
                .filter(count -> count >= LEAST_CALLS)
                .forEach(count -> stacks.merge(count, 1, Integer::sum));
        int most = stacks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        stacks.values().removeIf(n -> n * MANY_TIMES_OVER < most);
        return stacks.containsKey(asked)
                ? OptionalLong.of(asked)
                : stacks.keySet().stream().mapToLong(Long::longValue).findFirst();
    }
}
