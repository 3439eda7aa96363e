package io.github.noleak.gate.service;

import io.github.noleak.pprof.Profile;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts the calls that a service saw, by what it has allocated, whatever a loop was asked to make. */
final class CallCount {

    private final LiveService service;
    private @Nullable AllocationCounts ofAsking;
    private @Nullable AllocationCounts before;
    private int asked;
    private @Nullable AllocationCounts counted;

    CallCount(LiveService service) {
        this.service = service;
    }

    /** Says that calls are about to begin. */
    void begin() {
        before = now();
        asked = 0;
        counted = null;
        if (ofAsking == null && before != null) {
            AllocationCounts again = now();
            ofAsking = again == null ? null : again.since(before);
            before = again;
        }
    }

    /** Says the same where they never end: those since they were last counted count, too. */
    void goOn() {
        if (before == null) {
            begin();
        } else if (counted != null) {
            before = counted;
            asked = 0;
            counted = null;
        }
    }

    /** Returns whether calls that allocate can be counted. */
    boolean isPossible() {
        return ofAsking != null;
    }

    /** Returns how many calls the service saw since they began, if that can be told. */
    OptionalLong seen(long wanted) {
        AllocationCounts start = before;
        AllocationCounts asking = ofAsking;
        AllocationCounts now = start == null ? null : now();
        if (start == null || asking == null || now == null) {
            return OptionalLong.empty();
        }
        OptionalLong calls = now.since(start).without(asking, ++asked).calls(wanted);
        counted = calls.isPresent() ? now : null;
        return calls;
    }

    private @Nullable AllocationCounts now() {
        List<Profile> allocations = service.allocations();
        return allocations.isEmpty() ? null : AllocationCounts.of(allocations.get(0), service.gatePackage());
    }
}
