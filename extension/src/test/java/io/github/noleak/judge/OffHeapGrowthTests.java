package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Memory of C comes in pieces, so that what an operation keeps is seen in steps. */
class OffHeapGrowthTests {

    private static final Subject OFF_HEAP = new Subject.Total(Resource.OFF_HEAP);
    private static final int SEEDS = 300;
    private static final double PIECE = Resource.OFF_HEAP.piece();

    @Test
    void leakIsALineInSeriesOfTwoSizesHoweverItsPiecesFall() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = SimulatedBenchmark.mixed(seed);
            Growing small = growing(4_000, 272, random);
            Growing large = growing(32_000, 272, random);

            assertThat(small.trend(OFF_HEAP).grows()).as("seed %d", seed).isTrue();
            assertThat(small.trend(OFF_HEAP).leadsTo(large.trend(OFF_HEAP)))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void arenasOfAFewThreadsAreNoGrowth() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(growing(4_000, 0, SimulatedBenchmark.mixed(seed)).growths())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    /** Each call may be made on another thread, of which the first ones have an arena of their own. */
    private static Growing growing(long operations, double each, Random random) {
        List<Snapshot> checkpoints = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        double room = random.nextDouble() * PIECE;
        double arenas = 0;
        for (int call = 1; call <= SeriesSchedule.CALLS; call++) {
            arenas += arenas < 2 * PIECE && random.nextInt(4) == 0 ? PIECE : 0;
            double mapped = arenas + PIECE * Math.ceil((call * operations * each + room) / PIECE);
            checkpoints.add(new Snapshot(
                    new RunPlan(call * operations, 1, SettlePolicy.QUICK, 1, 0),
                    call,
                    0,
                    true,
                    new HeapSnapshot(Map.of(), 1),
                    List.of(),
                    Map.of(Resource.OFF_HEAP, (long) (37e6 + mapped)),
                    1_024,
                    List.of()));
            allocations.add(new Allocation(0, 0));
        }
        return Growing.in(new Series(0, checkpoints, null, allocations), SimulatedScenario.SITES);
    }
}
