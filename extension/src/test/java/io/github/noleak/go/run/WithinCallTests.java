package io.github.noleak.go.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.Profile;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("go-matrix")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithinCallTests {

    private static final int CALLS = 8;

    private final Workplace workplace = Workplace.open();
    private Fixture odd;
    private TestBinary binary;

    @BeforeAll
    void build() {
        odd = Fixture.with(workplace, Fixture.ODD, Map.of());
        binary = built("within");
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    private TestBinary built(String id) {
        TestBinary built = TestBinary.build(
                        workplace, odd.module(), odd.module().byId(id).orElseThrow())
                .counting(workplace);
        assertThat(built.series()).isTrue();
        return built;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Leaking", "SetUp", "SetUpUntold", "TornDown", "Parallel"})
    void whatACallKeepsIsInProportionToItsOperations(String function) {
        assumeThat(function.equals("Parallel") && Fixture.minor(odd.module().goVersion()) < 22)
                .as("goroutines ask for their operations otherwise")
                .isFalse();
        SeriesFindings found = run("Benchmark" + function, 0);

        assertThat(found.ended()).isEqualTo("complete");
        assertThat(found.within()).isTrue();
        assertThat(perOperation(found)).isCloseTo(1, within(0.005));
    }

    @Test
    void operationsOfALoopAreCounted() {
        assumeThat(Fixture.minor(odd.module().goVersion())).isGreaterThanOrEqualTo(24);
        SeriesFindings found = run(built("loops"), "BenchmarkLeakingLocally", 500);

        assertThat(found.calls())
                .extracting(SeriesFindings.Call::operations)
                .hasSize(CALLS)
                .containsOnly(500L);
        assertThat(perOperation(found)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fixed", "Reused"})
    void whatIsBoundedFills(String function) {
        assertThat(perOperation(run("Benchmark" + function, 0))).isCloseTo(0, within(0.01));
    }

    @Test
    void goroutinesAreCountedWhileTheyLive() {
        SeriesFindings found = run("BenchmarkGoroutines", 0);

        SeriesFindings.Call first = found.calls().get(1);
        SeriesFindings.Call last = found.calls().get(CALLS - 1);
        double operations = operations(found, 2, CALLS);
        assertThat((alive(last) - alive(first)) / operations).isCloseTo(1, within(0.05));
        assertThat(last.goroutines().stream().mapToInt(GoroutineGroup::count).sum())
                .isCloseTo((int) alive(last), within((int) alive(last) / 10));
    }

    @Test
    void callHasSoManyOperationsAsAreAskedFor() {
        assertThat(run("BenchmarkLeaking", 20_000).calls())
                .extracting(SeriesFindings.Call::operations)
                .hasSize(CALLS)
                .containsOnly(20_000L);
    }

    @Test
    void whatIsMadeForTheOperationsBeforeTheFirstIsNoGrowth() {
        assertThat(perOperation(run("BenchmarkInputs", 0))).isCloseTo(0, within(0.01));
    }

    @Test
    void memoryThatACallKeepsIsBounded() {
        SeriesFindings found = run("BenchmarkLarge", 0);

        assertThat(found.ended()).isEqualTo("complete");
        assertThat(operations(found, 0, found.calls().size())).isLessThan(200);
    }

    @Test
    void garbageTakesNoRoom() {
        assertThat(operations(run("BenchmarkGarbage", 0), 0, CALLS)).isGreaterThan(800);
    }

    @Test
    void slowOperationsAreFewer() {
        SeriesFindings found = run("BenchmarkSlow", 0);

        assertThat(perOperation(found)).isEqualTo(1);
    }

    @Test
    void benchmarkThatFailsOrIsNotCountedSaysSo() {
        assertThat(run("BenchmarkFailing", 0).ended()).isEqualTo("failed");
        assertThat(run("BenchmarkUncounted", 0).ended()).isEqualTo("uncounted");
    }

    private static double alive(SeriesFindings.Call call) {
        return call.amounts().getOrDefault("goroutines", 0L);
    }

    private SeriesFindings run(String function, long operations) {
        return run(binary, function, operations);
    }

    private SeriesFindings run(TestBinary tests, String function, long operations) {
        SeriesRequest request = new SeriesRequest(
                CALLS,
                4,
                32_000,
                10_000,
                Duration.ofMillis(400),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(8),
                Duration.ofMillis(200),
                SeriesRunTests.room(128 << 20, 3_000),
                operations,
                1,
                true,
                true,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
        SeriesRun.Result result = new SeriesRun(workplace, tests)
                .findings(new ScenarioName(tests.goPackage().id(), function, ""), request);
        assertThat(result.series()).hasSize(1);
        return result.series().get(0);
    }

    private static double perOperation(SeriesFindings found) {
        Profile heap = Objects.requireNonNull(found.heap(), found.ended());
        long[] more = new long[1];
        int from = heap.sampleType("inuse_objects_2");
        int to = heap.sampleType("inuse_objects_" + CALLS);
        int bytes = heap.sampleType("inuse_space_" + CALLS);
        heap.forEach((stack, values) -> {
            boolean own = stack.frames().stream().anyMatch(f -> f.function().contains("_test.Benchmark"))
                    && stack.frames().stream().noneMatch(f -> f.function().contains("/noleakgate"));
            boolean small = values[to] > 0 && values[bytes] / values[to] <= 64;
            more[0] += own && small ? values[to] - values[from] : 0;
        });
        return more[0] / operations(found, 2, CALLS);
    }

    private static double operations(SeriesFindings found, int from, int to) {
        return found.calls().subList(from, to).stream()
                .mapToLong(SeriesFindings.Call::operations)
                .sum();
    }
}
