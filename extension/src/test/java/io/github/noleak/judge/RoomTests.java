package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Totals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomTests {

    @Test
    void systemHasRoomForAsManyFilesAsItSays() {
        assertThat(Room.ofSystem(100).most())
                .containsEntry(Resource.OPEN_FILES, 100L)
                .containsEntry(Resource.THREADS, 400L);
        assertThat(Room.ofSystem(5_000).most()).containsEntry(Resource.OPEN_FILES, 5_000L);
        assertThat(Room.ofSystem(2).most()).as("a few in any case").containsEntry(Resource.OPEN_FILES, 8L);
    }

    @Test
    void someFilesAreLeftToTheProcess() {
        assertThat(Room.freeFiles(sample(1_000))).isEqualTo(0.6 * 1_000 - 6, offset(1e-9));
        assertThat(Room.freeFiles(sample(0))).as("no limit is told").isEqualTo(256);
    }

    @Test
    void operationsAreAsManyAsTheScarcestResourceHasRoomFor() {
        Room room = Room.ofSystem(100);
        Map<Resource, Double> each = Map.of(Resource.OPEN_FILES, 0.5, Resource.THREADS, 4.0);

        assertThat(room.operations(resource -> each.getOrDefault(resource, 0.0)))
                .isEqualTo(100);
        assertThat(room.operations(resource -> 0)).as("nothing is kept").isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void roomIsOfEachResource() {
        Map<Resource, Long> files = Map.of(Resource.OPEN_FILES, 1L);

        assertThatThrownBy(() -> new Room(files)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Snapshot sample(long limit) {
        return new Snapshot(
                new RunPlan(1, 1, SettlePolicy.QUICK, 1, 0),
                0,
                0,
                true,
                new HeapSnapshot(Map.of(), 0),
                List.of(),
                Totals.of(2, 6, 7),
                limit,
                List.of());
    }
}
