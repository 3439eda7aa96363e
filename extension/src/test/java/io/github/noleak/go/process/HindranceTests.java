package io.github.noleak.go.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HindranceTests {

    @Test
    void nothingIsTakenOffWhereNothingHasWaited() {
        assertThat(new Hindrance(10, 10, 0).unhindered()).isEqualTo(1);
    }

    @Test
    void waitingOfOneThreadIsTakenOff() {
        assertThat(new Hindrance(10, 4, 6).unhindered()).isEqualTo(0.4, within(1e-9));
    }

    @Test
    void sleepingCounts() {
        assertThat(new Hindrance(10, 1, 2).unhindered()).isEqualTo(0.8, within(1e-9));
    }

    @Test
    void threadsAtOnceHaveWaitedAtOnce() {
        assertThat(new Hindrance(10, 10, 10).unhindered()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void systemThatDoesNotTellChangesNothing() {
        assertThat(new Hindrance(10, 0, 0).unhindered()).isEqualTo(1);
        assertThat(new Hindrance(0, 0, 5).unhindered()).isEqualTo(1);
    }
}
