package io.github.noleak.gate.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTests {

    private final AtomicInteger gated = new AtomicInteger();

    @Test
    void gateThatThrowsIsToldAndTakesNoOtherWithIt() {
        assertThatThrownBy(() -> Workers.work(
                        2,
                        List.of(1, 2, 3, 4),
                        (part, gates) -> {
                            gates.accept(gated::incrementAndGet);
                            gates.accept(() -> {
                                throw new StackOverflowError("gate " + part);
                            });
                            gates.accept(gated::incrementAndGet);
                        },
                        () -> {}))
                .isInstanceOf(StackOverflowError.class);
        assertThat(gated).hasValue(8);
    }

    @Test
    void finderThatThrowsIsToldAndTakesNoOtherWithIt() {
        assertThatThrownBy(() -> Workers.work(
                        2,
                        List.of(1, 2, 3, 4),
                        (part, gates) -> {
                            if (part == 2) {
                                throw new IllegalStateException("part 2");
                            }
                            gates.accept(gated::incrementAndGet);
                        },
                        () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("part 2");
        assertThat(gated).hasValue(3);
    }

    @Test
    void interruptedRunSaysSo() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Workers.work(1, List.of(1), (part, gates) -> sleep(), () -> {}))
                .hasMessageStartingWith("Interrupted while scenarios were gated");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
