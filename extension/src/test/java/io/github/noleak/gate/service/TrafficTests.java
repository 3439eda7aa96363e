package io.github.noleak.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.gate.service.Traffic.Between;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures are those of a small HTTP server, sampled by the gate and by net/http/pprof. */
class TrafficTests {

    private static final Between GATED = new Between(0, 455_520, 307);
    private static final Between SAMPLED = new Between(0, 2_416_232, 6_188);

    @ParameterizedTest
    @CsvSource({"480848, 315", "442896, 307", "455520, 460"})
    void roundThatIsLikeNoneHasNoCalls(long allocated, long received) {
        assertThat(new Between(800, allocated, received).isNoMoreThan(GATED)).isTrue();
    }

    @Test
    void callsOverHttpAreSeen() {
        assertThat(new Between(400, 455_520 + 400 * 1_500, 307 + 400 * 220).isNoMoreThan(GATED))
                .isFalse();
        assertThat(new Between(20, 485_344, 4_671).isNoMoreThan(GATED)).isFalse();
        assertThat(new Between(100, 2_578_344, 28_200).isNoMoreThan(SAMPLED)).isFalse();
    }

    @Test
    void callsThatBringAByteEachAndAllocateNothingAreSeen() {
        assertThat(new Between(400, 455_520, 307 + 400).isNoMoreThan(GATED)).isFalse();
    }

    @Test
    void roundOfFewCallsIsNotJudged() {
        assertThat(new Between(100, 455_520, 307).isNoMoreThan(GATED)).isFalse();
    }

    @Test
    void callsOfARemoteServiceAreSeenByWhatTheyAllocate() {
        Between idle = new Between(0, 2_416_232, -1);

        assertThat(new Between(6_400, 2_506_472, -1).isNoMoreThan(idle)).isTrue();
        assertThat(new Between(6_400, 2_416_232 + 6_400 * 1_500, -1).isNoMoreThan(idle))
                .isFalse();
        assertThat(new Between(100, 2_416_232 + 100 * 1_500, -1).isNoMoreThan(idle))
                .as("fewer calls than would show")
                .isFalse();
    }

    @Test
    void workOfItsOwnThatAServiceDoesIsTakenForCalls() {
        assertThat(new Between(400, 9_000_000, 307).isNoMoreThan(GATED)).isFalse();
    }
}
