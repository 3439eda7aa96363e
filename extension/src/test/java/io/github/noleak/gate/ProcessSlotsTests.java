package io.github.noleak.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessSlotsTests {

    private final ProcessSlots places = new ProcessSlots(3);

    @Test
    void whoIsInsideWithOthersHasBeenBesideThem() throws InterruptedException {
        ProcessSlots.Guest one = places.guest();
        ProcessSlots.Guest other = places.guest();
        one.enter(1);
        assertThat(one.wasBesideOthers()).isFalse();
        other.enter(1);
        one.leave(1);
        other.leave(1);

        assertThat(one.wasBesideOthers()).isTrue();
        assertThat(other.wasBesideOthers()).isTrue();
    }

    @Test
    void whoComesAfterOthersHasNotBeenBesideThem() throws InterruptedException {
        ProcessSlots.Guest one = places.guest();
        ProcessSlots.Guest other = places.guest();
        one.enter(2);
        one.leave(2);
        other.enter(2);
        other.leave(2);

        assertThat(one.wasBesideOthers()).isFalse();
        assertThat(other.wasBesideOthers()).isFalse();
    }

    @Test
    void processesOfOneScenarioAreBesideOneAnother() throws InterruptedException {
        ProcessSlots.Guest one = places.guest();
        one.enter(1);
        one.enter(1);

        assertThat(one.wasBesideOthers()).isTrue();
    }

    @Test
    void whoWantsMorePlacesThanThereAreGetsAll() throws InterruptedException {
        ProcessSlots.Guest large = places.guest();
        large.enter(5);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> places.guest().enter(1)).isInstanceOf(InterruptedException.class);
        large.leave(5);

        places.guest().enter(3);
    }
}
