package io.github.noleak.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessCountersTests {

    private static final int RING = 256;

    /** The first process collects garbage each millisecond of this second. */
    private static final long FIRST = 1_700_000_000_000_000_000L;

    private static final long SECOND = 1_700_000_100_000_000_000L;

    @Test
    void processThatGoesOnIsTheSame() {
        for (int collections : new int[] {10, 11, 255, 256, 257, 265, 266, 10_000}) {
            assertThat(counters(FIRST, collections).startedAnewSince(counters(FIRST, 10)))
                    .as("after %d", collections)
                    .isEmpty();
        }
        assertThat(counters(FIRST, 700).startedAnewSince(counters(FIRST, 600))).isEmpty();
    }

    @Test
    void eachCounterThatFallsIsToldByName() {
        ProcessCounters before = new ProcessCounters(1_000, 100, 90, 5, List.of());

        assertThat(new ProcessCounters(999, 100, 90, 5, List.of()).startedAnewSince(before))
                .contains("its TotalAlloc fell from 1,000 to 999");
        assertThat(new ProcessCounters(1_000, 99, 90, 5, List.of()).startedAnewSince(before))
                .contains("its Mallocs fell from 100 to 99");
        assertThat(new ProcessCounters(1_000, 100, 89, 5, List.of()).startedAnewSince(before))
                .contains("its Frees fell from 90 to 89");
        assertThat(new ProcessCounters(1_000, 100, 90, 4, List.of()).startedAnewSince(before))
                .contains("its NumGC fell from 5 to 4");
    }

    @Test
    void newProcessIsToldAlsoWhereItHasCountedFurther() {
        for (int collections : new int[] {10, 11, 100, 265}) {
            assertThat(counters(SECOND, collections).startedAnewSince(counters(FIRST, 10)))
                    .as("after %d", collections)
                    .contains("its PauseEnd does not have the garbage collection that ended at"
                            + " 2023-11-14T22:13:20.010Z");
        }
    }

    @Test
    void nothingIsSaidOfWhatIsNotKnown() {
        ProcessCounters ours = ProcessCounters.ofOurs(1_000);

        assertThat(ProcessCounters.ofOurs(2_000).startedAnewSince(ours)).isEmpty();
        assertThat(ours.startedAnewSince(ProcessCounters.ofOurs(2_000))).isPresent();
        assertThat(counters(FIRST, 1).startedAnewSince(counters(FIRST, 0))).isEmpty();
        assertThat(ours.startedAnewSince(
                        new ProcessCounters(1_000, 1, 1, 5, counters(FIRST, 5).collectionEnds())))
                .isEmpty();
    }

    /** Counts as Go does: the n-th collection is at the index n - 1, modulo the size. */
    private static ProcessCounters counters(long start, int collections) {
        List<Long> ends = new ArrayList<>(Collections.nCopies(RING, 0L));
        for (int n = 1; n <= collections; n++) {
            ends.set((n - 1) % RING, start + n * 1_000_000L);
        }
        return new ProcessCounters(5_000 + collections, 50 + collections, collections, collections, ends);
    }
}
