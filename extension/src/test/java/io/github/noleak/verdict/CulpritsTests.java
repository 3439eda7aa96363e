package io.github.noleak.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.noleak.pprof.CallStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CulpritsTests {

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
        Culprits culprits = culprits(kept, kept);

        assertThat(culprits.of(new Subject.TinyObjects()).stack()).isEqualTo(KEEPS);
        assertThat(culprits.all(new Subject.TinyObjects()))
                .extracting(Culprit::stack)
                .containsExactlyInAnyOrder(KEEPS, ALSO);
    }

    private static Map<CallStack, Double> of(Map<CallStack, Double> kept, Map<CallStack, Double> made) {
        return culprits(kept, made).ofTinyObjects();
    }

    private static Culprits culprits(Map<CallStack, Double> kept, Map<CallStack, Double> made) {
        Sample none = sample(100, Map.of(), Map.of());
        return new Culprits(new Triple(none, none, sample(400, kept, made)), SimulatedScenario.SITES);
    }

    private static Sample sample(long operations, Map<CallStack, Double> kept, Map<CallStack, Double> made) {
        Map<CallStack, Amount> blocks = new HashMap<>();
        kept.forEach((stack, n) -> blocks.put(stack, new Amount(n, n * HeapCensus.TINY_BLOCK)));
        return new Sample(
                new Trial(operations, 1, Care.QUICK, 1, 0),
                1,
                0,
                true,
                new HeapCensus(blocks, blocks, made, 0, null),
                List.of(),
                9,
                8,
                1024,
                7,
                List.of());
    }
}
