package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.measure.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTests {

    private static final long EACH = 1_000_000;

    @ParameterizedTest
    @CsvSource({"1000, false", "1050, true"})
    void kilobyteMoreIsAGrowth(double rise, boolean grows) {
        assertThat(bytes(x -> rise * (x - 2) / 6).grows()).isEqualTo(grows);
    }

    @ParameterizedTest
    @CsvSource({"7, false", "12, true"})
    void fewObjectsMayHaveComeByChance(double rise, boolean grows) {
        assertThat(counts(x -> rise * (x - 2) / 6).grows()).isEqualTo(grows);
    }

    @Test
    void nothingAndWhatFallsIsNoGrowth() {
        assertThat(counts(x -> 5).grows()).isFalse();
        assertThat(counts(x -> 1e6 - 1e5 * x).grows()).isFalse();
    }

    /** The second part is so much flatter than the first one. */
    @ParameterizedTest
    @CsvSource({"1.2, true", "1, true", "0.8, true", "0.5, false", "0, false"})
    void whatFillsUpSlowsDown(double part, boolean grows) {
        DoubleUnaryOperator bent = x -> x <= 5 ? 1e9 * x : 1e9 * (5 + part * (x - 5));

        assertThat(counts(bent).grows()).isEqualTo(grows);
    }

    @Test
    void scatterAsLargeAsTheRiseIsNoGrowth() {
        assertThat(counts(x -> 50 * x + (x % 2 == 0 ? 300 : -300)).grows()).isFalse();
        assertThat(counts(x -> 50 * x + (x % 2 == 0 ? 10 : -10)).grows()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0.8, true", "0.7, false", "1.3, true", "1.4, false"})
    void slopesOfTwoSizesAgree(double part, boolean agree) {
        // What the smaller series has at its end is what the larger one has after as many operations.
        Trend small = trend(EACH, x -> 1e9 * 8 + part * 1e9 * (x - 8), true);
        Trend large = trend(4 * EACH, x -> 4e9 * x, true);

        assertThat(small.leadsTo(large)).isEqualTo(agree);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0.8, true", "0.7, false", "1.3, true", "1.4, false"})
    void growthBetweenSeriesIsThatWithinThem(double part, boolean goesOn) {
        Trend small = trend(EACH, x -> 1e9 * x, true);
        Trend large = trend(4 * EACH, x -> 8e9 + part * 24e9 + 4e9 * (x - 8), true);

        assertThat(small.leadsTo(large)).isEqualTo(goesOn);
    }

    @Test
    void objectsDoNotAgreeWithBytes() {
        assertThat(trend(EACH, x -> 1e9 * x, true).leadsTo(trend(4 * EACH, x -> 4e9 * x, false)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.2, true", "0.3, false"})
    void whatHasGrownIsStillThereAfterAWait(double gone, boolean remains) {
        Trend trend = counts(x -> 1_000 * x);

        assertThat(trend.remains(8_000 - gone * 6_000)).isEqualTo(remains);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "100, true"})
    void samplesOfALineMayBeOffIt(double objectsOfASample, boolean grows) {
        Trend trend = trend(EACH, x -> 1_000 * Math.min(x, 6.5), true, objectsOfASample);

        assertThat(trend.grows()).isEqualTo(grows);
    }

    /** The first of two rises may have begun before the second call. */
    @ParameterizedTest
    @CsvSource({"0.3, 0.7, true", "0.1, 0.7, false", "0.3, 0.5, false", "0, 0.7, false"})
    void roomThatIsDoubledStandsStillBetween(double first, double second, boolean grows) {
        double[] room = {1, 1 + first, 1 + first, 0, 0, 0, 0};
        Arrays.fill(room, 3, room.length, (1 + first) * (1 + second));

        assertThat(counts(x -> 100_000 * room[(int) x - 2]).grows()).isEqualTo(grows);
    }

    @Test
    void roomThatIsDoubledNeverFalls() {
        double[] room = {1, 2, 1.9, 4, 4, 4, 4};

        assertThat(counts(x -> 100_000 * room[(int) x - 2]).grows()).isFalse();
    }

    private static Trend counts(DoubleUnaryOperator amount) {
        return trend(EACH, amount, true);
    }

    private static Trend bytes(DoubleUnaryOperator amount) {
        return trend(EACH, amount, false);
    }

    /** Returns the trend of calls 2 to 8. */
    private static Trend trend(long each, DoubleUnaryOperator amount, boolean counted) {
        return trend(each, amount, counted, 0);
    }

    private static Trend trend(long each, DoubleUnaryOperator amount, boolean counted, double sampling) {
        List<Long> operations =
                LongStream.rangeClosed(2, 8).map(x -> x * each).boxed().toList();
        double[] amounts =
                LongStream.rangeClosed(2, 8).mapToDouble(amount::applyAsDouble).toArray();
        return Trend.of(operations, amounts, counted, Resource.HEAP.few(counted), sampling);
    }
}
