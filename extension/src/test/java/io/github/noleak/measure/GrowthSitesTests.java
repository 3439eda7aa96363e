package io.github.noleak.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.noleak.judge.SimulatedScenario;
import io.github.noleak.pprof.CallStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthSitesTests {

    private static final CallStack KEEPS = SimulatedScenario.stackOf("keeps");
    private static final CallStack ALSO = SimulatedScenario.stackOf("also");
    private static final CallStack MOMENT = SimulatedScenario.stackOf("moment");

    @Test
    void tinyObjectsAreToldByTheLinesThatKeepWhatTheyBegin() {
        Map<CallStack, Double> kept = Map.of(KEEPS, 300.0, ALSO, 100.0, MOMENT, 300.0);
        Map<CallStack, Double> made = Map.of(KEEPS, 300.0, ALSO, 190.0, MOMENT, 610.0);

        assertThat(of(kept, made)).containsOnly(entry(KEEPS, 0.75), entry(ALSO, 0.25));
    }

    @Test
    void linesThatLetGoOfMostAreToldWhereThereAreNoOthers() {
        assertThat(of(Map.of(MOMENT, 300.0), Map.of(MOMENT, 3_000.0))).containsOnly(entry(MOMENT, 1.0));
    }

    @Test
    void lineWithAFewOfManyIsNotTold() {
        Map<CallStack, Double> kept = Map.of(KEEPS, 960.0, ALSO, 40.0);

        assertThat(of(kept, kept)).containsOnly(entry(KEEPS, 1.0));
    }

    @Test
    void leakOfTinyObjectsIsNamedByTheLineWithMostOfThem() {
        Map<CallStack, Double> kept = Map.of(KEEPS, 300.0, ALSO, 100.0);
        GrowthSites growthSites = growthSites(kept, kept);

        assertThat(growthSites.of(new Subject.TinyObjects()).stack()).isEqualTo(KEEPS);
        assertThat(growthSites.all(new Subject.TinyObjects()))
                .extracting(GrowthSite::stack)
                .containsExactlyInAnyOrder(KEEPS, ALSO);
    }

    private static Map<CallStack, Double> of(Map<CallStack, Double> kept, Map<CallStack, Double> made) {
        return growthSites(kept, made).ofTinyObjects();
    }

    private static GrowthSites growthSites(Map<CallStack, Double> kept, Map<CallStack, Double> made) {
        Snapshot none = sample(100, Map.of(), Map.of());
        return new GrowthSites(new ThreeSnapshots(none, none, sample(400, kept, made)), SimulatedScenario.SITES);
    }

    private static Snapshot sample(long operations, Map<CallStack, Double> kept, Map<CallStack, Double> made) {
        Map<CallStack, Amount> blocks = new HashMap<>();
        kept.forEach((stack, n) -> blocks.put(stack, new Amount(n, n * HeapSnapshot.TINY_BLOCK)));
        return new Snapshot(
                new RunPlan(operations, 1, SettlePolicy.QUICK, 1, 0),
                1,
                0,
                true,
                new HeapSnapshot(blocks, blocks, made, 0, null),
                List.of(),
                Totals.of(9, 8, 7),
                1024,
                List.of());
    }
}
