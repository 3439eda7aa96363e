package io.github.noleak.judge;

import static io.github.noleak.judge.SimulatedBenchmark.byChance;
import static io.github.noleak.judge.SimulatedBenchmark.oneIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Metric;
import io.github.noleak.Verdict;
import io.github.noleak.judge.SimulatedService.Played;
import io.github.noleak.measure.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services of which leaks are on record. */
class ServiceKnownTests {

    private static final Platform HERE = new Platform("go1.26.8", "amd64");
    private static final String LEAK = "heap example.com/shop.leak";
    private static final int SEEDS = 50;

    @Test
    void knownLeakPassesAndIsShown() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Played played = service()
                    .keeps("leak", byChance(0.5))
                    .knows(known(false, leak(0.5)))
                    .seed(seed)
                    .play();

            assertVerdict(played, Verdict.CLEAN);
            assertThat(played.conclusion().leaks())
                    .as(played.story())
                    .singleElement()
                    .satisfies(proof -> assertThat(proof.known()).isEqualTo(leak(0.5)));
        }
    }

    @Test
    void knownLeakIsCalledNoMoreThanWhatKeepsNothing() {
        Played nothing = service().play();
        Played known =
                service().keeps("leak", oneIn(1)).knows(known(false, leak(1))).play();

        assertThat(known.calls()).isLessThanOrEqualTo(nothing.calls());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 100})
    void newLeakBesideAKnownOneIsFound(long oneIn) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Played played = service()
                    .keeps("leak", oneIn(1))
                    .keeps("other", oneIn(oneIn))
                    .knows(known(false, leak(1)))
                    .seed(seed)
                    .play();

            assertVerdict(played, Verdict.LEAK);
            assertThat(played.conclusion().leaks())
                    .filteredOn(proof -> proof.known() == null)
                    .singleElement()
                    .satisfies(proof -> assertThat(proof.growth().subject())
                            .isEqualTo(new Subject.HeapSite(SimulatedScenario.frame("other"))));
        }
    }

    @Test
    void grownLeakFails() {
        Played played = service()
                .keeps("leak", byChance(0.15))
                .knows(known(false, leak(0.1)))
                .play();

        assertVerdict(played, Verdict.LEAK);
        assertThat(played.conclusion().notices()).anyMatch(notice -> notice.startsWith("A known leak has grown from "));
    }

    @ParameterizedTest
    @CsvSource({"false, CLEAN", "true, ERROR"})
    void leakThatIsGoneIsANoticeOrAnErrorOfAStrictBaseline(boolean strict, Verdict verdict) {
        Played played = service().knows(known(strict, leak(1))).play();

        assertVerdict(played, verdict);
        assertThat(played.conclusion().notices())
                .anyMatch(notice -> notice.contains("knows a leak that is gone: " + LEAK));
    }

    @Test
    void allocationsOnRecordSayNothingOfAService() {
        Map<Metric, KnownAllocation> allocations =
                Map.of(Metric.ALLOC_OBJECTS, new KnownAllocation(1, 0, SimulatedService.ITERATIONS));
        Known known = new Known(
                new KnownScenario(HERE, allocations, List.of()), HERE, LocalDate.EPOCH, true, "noleak-baseline.json");

        assertVerdict(service().knows(known).play(), Verdict.CLEAN);
    }

    private static SimulatedService service() {
        return new SimulatedService();
    }

    private static KnownLeak leak(double perCall) {
        return new KnownLeak(LEAK, perCall, 48 * perCall, "ticket 12", null);
    }

    private static Known known(boolean strict, KnownLeak leak) {
        return new Known(
                new KnownScenario(HERE, Map.of(), List.of(leak)),
                HERE,
                LocalDate.EPOCH,
                strict,
                "noleak-baseline.json");
    }

    private static void assertVerdict(Played played, Verdict verdict) {
        assertThat(played.conclusion().verdict()).as(played.story()).isEqualTo(verdict);
    }
}
