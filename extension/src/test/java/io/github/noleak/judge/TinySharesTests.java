package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TinySharesTests {

    private static final String NAME = "heap example.com/shop.name";
    private static final String HIT = "heap example.com/shop.hit";
    private static final String NOTE = "heap example.com/shop.note";
    private static final double CHANCE = 0.01;

    private static final KnownLeak NAMES = tiny(NAME, 1);
    private static final KnownLeak HITS = new KnownLeak(HIT, 2, 64, "ticket 12", null); // one of 48 bytes, one tiny

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 1, 1.6, 2})
    void goesByTheRecordWhicheverLineTheBlocksCountFor(double onTheOne) {
        Map<String, Double> charged = Map.of(NAME, onTheOne, HIT, 2 - onTheOne);

        assertShares(new TinyShares(List.of(NAMES, HITS), Map.of(HIT, 1.0), charged), 2)
                .containsOnlyKeys(NAME, HIT)
                .allSatisfy((name, blocks) -> assertThat(blocks).isCloseTo(1, within(0.001)));
    }

    @Test
    void countsForTheLineThatIsNotOnRecordWhatIsBeyondTheRecord() {
        Map<String, Double> charged = Map.of(NAME, 1.7, NOTE, 0.3);

        assertShares(new TinyShares(List.of(NAMES), Map.of(), charged), 2)
                .containsEntry(NAME, 1.0)
                .containsEntry(NOTE, 1.0);
    }

    @Test
    void lineThatIsOnRecordHasGrownWhereThereIsNoOther() {
        assertShares(new TinyShares(List.of(NAMES), Map.of(), Map.of(NAME, 3.0)), 3)
                .containsOnlyKeys(NAME)
                .containsEntry(NAME, 3.0);
    }

    @Test
    void leakThatIsGoneLeavesNoRoomForAnother() {
        KnownLeak gone = new KnownLeak("heap example.com/shop.gone", 5, 5 * 48, "ticket 12", null);

        assertShares(new TinyShares(List.of(gone, NAMES), Map.of(), Map.of(NAME, 1.0, NOTE, 5.0)), 6)
                .containsEntry(NOTE, 5.0)
                .doesNotContainKey(gone.fingerprint());
    }

    @Test
    void goesByTheProfileWhereNothingIsOnRecord() {
        assertShares(new TinyShares(List.of(), Map.of(), Map.of(NAME, 3_000.0, HIT, 1_000.0)), 2)
                .containsEntry(NAME, 1.5)
                .containsEntry(HIT, 0.5);
    }

    @Test
    void recordOfGoroutinesIsNoneOfObjects() {
        KnownLeak goroutines = new KnownLeak("goroutine example.com/shop.name", 2, 32, "ticket 12", null);

        assertShares(new TinyShares(List.of(goroutines), Map.of(), Map.of(NAME, 1.0)), 2)
                .containsOnlyKeys(NAME);
    }

    private static MapAssert<String, Double> assertShares(TinyShares shares, double blocks) {
        Map<String, Double> found = shares.of(blocks, CHANCE);
        assertThat(found.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(blocks, within(1e-9));
        return assertThat(found);
    }

    private static KnownLeak tiny(String fingerprint, double perOperation) {
        return new KnownLeak(fingerprint, perOperation, 16 * perOperation, "ticket 12", null);
    }
}
