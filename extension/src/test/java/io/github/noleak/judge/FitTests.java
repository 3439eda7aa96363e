package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FitTests {

    private static final List<Long> OPERATIONS = List.of(2_000L, 3_000L, 4_000L, 5_000L, 6_000L, 7_000L, 8_000L);

    @Test
    void lineWithoutScatterHasNoError() {
        Fit fit = Fit.of(OPERATIONS, new double[] {20, 30, 40, 50, 60, 70, 80});

        assertThat(fit.slope()).isEqualTo(0.01, offset(1e-12));
        assertThat(fit.rise()).isEqualTo(60, offset(1e-9));
        assertThat(fit.riseError()).isEqualTo(0, offset(1e-6));
    }

    @Test
    void knownScatterHasTheErrorOfTheTextbook() {
        // Off the line through the mean by +1 and -1 in turn: slope 0, residuals 6/7 + 6, by hand.
        Fit fit = Fit.of(OPERATIONS, new double[] {11, 9, 11, 9, 11, 9, 11});

        double squares = 28e6;
        double residuals = 7 - 1.0 / 7;
        assertThat(fit.slope()).isEqualTo(0, offset(1e-12));
        assertThat(fit.error()).isEqualTo(Math.sqrt(residuals / 5 / squares), offset(1e-9));
    }

    @Test
    void whatFallsHasANegativeSlope() {
        assertThat(Fit.of(OPERATIONS, new double[] {70, 60, 50, 40, 30, 20, 10}).rise())
                .isEqualTo(-60, offset(1e-9));
    }

    /** By the normal distribution, 95 % of slopes lie within 2 errors; with five degrees of freedom, some fewer. */
    @Test
    void errorIsThatOfRepeatedLines() {
        Random random = new Random(42);
        int within = 0;
        int lines = 2_000;
        for (int i = 0; i < lines; i++) {
            double[] amounts = new double[OPERATIONS.size()];
            for (int k = 0; k < amounts.length; k++) {
                amounts[k] = 500 + 10 * random.nextGaussian();
            }
            Fit fit = Fit.of(OPERATIONS, amounts);
            within += Math.abs(fit.slope()) <= 2 * fit.error() ? 1 : 0;
        }
        assertThat((double) within / lines).isBetween(0.88, 0.98);
    }

    @Test
    void twoPointsAreNoLine() {
        assertThatThrownBy(() -> Fit.of(List.of(1L, 2L), new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
