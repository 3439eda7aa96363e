package io.github.noleak.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Verdict;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.verdict.Plan.Purpose;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SharedSetupTests {

    private static final double MILLISECOND = 1e6;
    private static final long FEW_OBJECTS = 10_000;
    private static final long MANY_OBJECTS = 30_000_000;

    private static final Map<String, Double> THREE =
            Map.of("Benchmark/get", 20_000.0, "Benchmark/put", 30_000.0, "Benchmark/list", 50_000.0);

    @Test
    void leavesBenchmarksAloneThatAreFewOrQuickToSetUp() {
        assertThat(SharedSetup.of(Map.of("Benchmark/get", 1.0, "Benchmark/put", 1.0), 60, FEW_OBJECTS))
                .isEmpty();
        assertThat(SharedSetup.of(THREE, 0.5, FEW_OBJECTS)).isEmpty();
        assertThat(SharedSetup.of(THREE, 2.5, FEW_OBJECTS)).isPresent();
    }

    @Test
    void recordsEveryObjectUnlessTheyAreTooMany() {
        assertThat(setup(FEW_OBJECTS).first().profileRate()).isEqualTo(1);
        assertThat(setup(MANY_OBJECTS).first().profileRate()).isEqualTo(Planner.COARSE);
        assertThat(setup(MANY_OBJECTS).many()).allMatch(batch -> batch.trial().profileRate() == Planner.COARSE);
    }

    @Test
    void runsOneBatchOfAsManyOperationsAsFitIntoAFewSeconds() {
        assertThat(setup(FEW_OBJECTS).many()).singleElement().satisfies(batch -> {
            assertThat(batch.names()).containsExactlyInAnyOrderElementsOf(THREE.keySet());
            assertThat(batch.trial().operations()).isEqualTo(10_000);
        });
    }

    @Test
    void keepsASlowOneFromHoldingUpTheOthers() {
        Map<String, Double> four = new TreeMap<>(THREE);
        four.put("Benchmark/rebuild", 2_700 * MILLISECOND);
        List<SharedSetup.Batch> batches =
                SharedSetup.of(four, 8, FEW_OBJECTS).orElseThrow().many();

        assertThat(batches).hasSize(2);
        assertThat(batches.get(0).trial().operations()).isEqualTo(10_000);
        assertThat(batches.get(1).names()).containsExactly("Benchmark/rebuild");
        assertThat(batches.get(1).trial().operations()).isEqualTo(2);
    }

    @Test
    void isCleanWhereNothingGrows() {
        for (long allocated : new long[] {FEW_OBJECTS, MANY_OBJECTS}) {
            Step step = judged(allocated, 1_000, 1_000);

            assertThat(step).isInstanceOf(Step.Decided.class);
            Conclusion conclusion = ((Step.Decided) step).conclusion();
            assertThat(conclusion.verdict()).isEqualTo(Verdict.CLEAN);
            assertThat(conclusion.measured()).isNotNull();
            assertThat(conclusion.notices().stream().anyMatch(n -> n.contains("by samples alone")))
                    .isEqualTo(allocated == MANY_OBJECTS);
        }
    }

    @Test
    void isLookedAtAloneWhereSomethingGrows() {
        assertThat(judged(FEW_OBJECTS, 1_000, 1_003)).isInstanceOf(Step.RunAgain.class);
        Step step = judged(MANY_OBJECTS, 1_000, 30_000);

        assertThat(step).isInstanceOf(Step.RunAgain.class);
        Plan plan = ((Step.RunAgain) step).plan();
        assertThat(plan.purpose()).isEqualTo(Purpose.TRIPLE);
        assertThat(plan.trials()).allMatch(t -> t.profileRate() == Planner.COARSE);
    }

    private static SharedSetup setup(long allocated) {
        return SharedSetup.of(THREE, 8, allocated).orElseThrow();
    }

    /** Judges one of three by how many objects of 100 bytes there are after one operation of each, and after many. */
    private static Step judged(long allocated, int first, int last) {
        SharedSetup setup = setup(allocated);
        Trial many = setup.many().get(0).trial();
        List<Round> rounds = setup.rounds("Benchmark/get", sample(setup.first(), first), sample(many, last), 20_000);
        return new Judge(SimulatedScenario.defaultLimits(), SimulatedScenario.SITES, 2, true, 0).next(rounds);
    }

    private static Sample sample(Trial trial, int objects) {
        CallStack stack = new CallStack(List.of(SimulatedScenario.frame("stock")));
        Amount kept = new Amount(objects, 100.0 * objects);
        return new Sample(
                trial, 9, 0, true, new HeapCensus(Map.of(stack, kept), 1), List.of(), 2, 6, 1024, 7, List.of());
    }
}
