package io.github.noleak.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.judge.SimulatedScenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTests {

    @ParameterizedTest
    @CsvSource({
        "800, 1600, 3200, true",
        "500, 1000, 1250, true",
        "500, 1000, 1249, false",
        "500, 500, 1000, true",
        "500, 500, 500, false"
    })
    void whatHasSlowedDownDoesNotGoOn(double small, double middle, double large, boolean goesOn) {
        Subject line = new Subject.HeapSite(SimulatedScenario.frame("leak"));
        Growth growth = new Growth(line, 8_000, amount(small), amount(middle), amount(large), 0);

        assertThat(growth.goesOn()).isEqualTo(goesOn);
    }

    private static Amount amount(double objects) {
        return new Amount(objects, 48 * objects);
    }
}
