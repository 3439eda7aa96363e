package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.noleak.measure.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesScheduleTests {

    private final SeriesSchedule schedule = SeriesSchedule.of(2);

    /** One object lost in 1,000 operations shows as 24 more from the second call to the last. */
    @Test
    void leakOfOneInAThousandShowsBeyondThreeErrorsOfItsCount() {
        double operations = (double) schedule.depth() / schedule.calls() * (schedule.calls() - 2);

        assertThat(operations / 1_000).isEqualTo(24);
    }

    @Test
    void callsLeaveALineWithPointsToTellItsErrorBy() {
        assertThat(schedule.calls()).isEqualTo(8);
    }

    /** The limits of depth are those of runs of one scenario alone. */
    @Test
    void timesArePartsOfTheBudget() {
        assertThat(schedule.leisure()).isEqualTo(0.2 * 2 / 1.75, offset(1e-9));
        assertThat(schedule.longest()).isEqualTo(0.5 * 2 / 1.75, offset(1e-9));
        assertThat(schedule.slowly()).isEqualTo(0.25 * 2 / 1.75, offset(1e-9));
    }

    @Test
    void processOfItsOwnHasTheTimeOfAllItsRuns() {
        assertThat(schedule.ofItsOwn().leisure()).isEqualTo(0.2 * 2, offset(1e-9));
        assertThat(schedule.ofItsOwn().longest()).isEqualTo(0.5 * 2, offset(1e-9));
        assertThat(schedule.ofItsOwn().slowly()).isEqualTo(0.25 * 2, offset(1e-9));
        assertThat(schedule.ofItsOwn().setUp()).isEqualTo(schedule.setUp());
    }

    @Test
    void settingUpTakesNoLongerThanTheLongestSeries() {
        assertThat(schedule.setUp() * (schedule.calls() + 4)).isEqualTo(schedule.longest(), offset(1e-9));
    }

    /** At a rate of marking that is supposed here, five collections a call, eight calls, come to a second or so. */
    @Test
    void whatIsKeptOfOneDoesNotMakeTheOthersSlow() {
        Map<Resource, Long> room = schedule.shared().most();

        assertThat(room.get(Resource.HEAP) * 5 * schedule.calls() / 500e6).isBetween(1.0, 2.0);
        assertThat(room)
                .containsEntry(Resource.GOROUTINES, 200L)
                .containsEntry(Resource.OPEN_FILES, 200L)
                .containsEntry(Resource.THREADS, 200L)
                .containsEntry(Resource.CHILD_PROCESSES, 200L);
    }

    @Test
    void firstSeriesLeavesRoomForOneFourTimesAsLarge() {
        Map<Resource, Long> room = schedule.alone().most();

        assertThat(4 * room.get(Resource.HEAP)).isEqualTo(512L << 20);
        assertThat(4 * room.get(Resource.GOROUTINES)).isEqualTo(12_000);
        assertThat(4 * room.get(Resource.THREADS)).isEqualTo(400);
        assertThat(4 * room.get(Resource.CHILD_PROCESSES)).isEqualTo(400);
        assertThat(4 * room.get(Resource.OFF_HEAP)).isEqualTo(512L << 20);
        assertThat(4 * room.get(Resource.OPEN_FILES))
                .as("below 0.6 of the usual limit of 1,024")
                .isBetween(512L, 614L);
    }
}
