package io.github.noleak.go.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("go-matrix")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Workplace workplace = Workplace.open();
    private Path said;
    private Fixture odd;
    private TestBinary binary;

    @BeforeAll
    void build(@TempDir Path directory) {
        said = directory.resolve("percent");
        odd = Fixture.with(workplace, Fixture.ODD, Map.of("ODD_PERCENT", said.toString(), "GODEBUG", "panicnil=1"));
        binary = TestBinary.build(
                workplace, odd.module(), odd.module().byId("looks").orElseThrow());
        assertThat(binary.series()).isTrue();
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Map", "InRoom", "Loop", "Range"})
    void whatACallKeepsIsInUseWithinIt(String function) {
        assumeKnown(function);
        SeriesFindings.Looks looks = looks("BenchmarkGrowing" + function);

        assertThat(looks).isNotNull();
        assertThat(looks.operations().get(0)).isLessThan(looks.operations().get(1));
        assertThat(looks.operations().get(1)).isLessThan(looks.operations().get(2));
        assertThat(perOperation(looks, 0)).as("%s", looks.operations()).isCloseTo(1, within(0.05));
        assertThat(perOperation(looks, 1)).as("%s", looks.operations()).isCloseTo(1, within(0.05));
        assertThat(entries(looks, SeriesFindings.Looks.MOMENTS)).as("after it").isLessThan(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ring",
                "Cache",
                "Inputs",
                "InputsBeside",
                "Pool",
                "Builder",
                "Buffer",
                "Finalizer",
                "Parallel",
                "Loop"
            })
    void whatItLetsGoOfIsNot(String function) {
        assumeKnown(function);
        SeriesFindings.Looks looks = looks("BenchmarkSteady" + function);

        if (looks != null) {
            assertThat(perOperation(looks, 1)).as("%s", looks.operations()).isLessThan(0.6);
        }
    }

    @Test
    void nothingIsSeenWhereNothingIsAllocated() {
        assertThat(series(binary, "BenchmarkNothing").looks()).isNull();
    }

    @Test
    void programHasWhatItWouldHaveWithoutUs() throws IOException {
        looks("BenchmarkGrowingMap");
        assertThat(said).hasContent("100 panicnil=1");

        looks("BenchmarkGrowingPercent");
        assertThat(said).as("as the benchmark has left it").hasContent("42 panicnil=1");

        Files.delete(said);
        looks("BenchmarkGrowingOff");
        assertThat(said).hasContent("-1 panicnil=1");
    }

    private void assumeKnown(String function) {
        assumeThat(List.of("Loop", "Range").contains(function)
                        && Fixture.minor(odd.module().goVersion()) < 24)
                .isFalse();
    }

    private SeriesFindings.@Nullable Looks looks(String function) {
        SeriesFindings found = series(binary, function);
        assertThat(found.isComplete()).as(found::ended).isTrue();
        return found.looks();
    }

    private SeriesFindings series(TestBinary tests, String function) {
        SeriesRun.Result result =
                new SeriesRun(workplace, tests).findings(new ScenarioName("looks", function, ""), request());
        assertThat(result.series()).hasSize(1);
        return result.series().get(0);
    }

    /** Returns what an operation adds from one look to the next. */
    private static double perOperation(SeriesFindings.Looks looks, int look) {
        double before = entries(looks, 2 * look + 2) - entries(looks, 2 * look + 1);
        double then = entries(looks, 2 * look + 4) - entries(looks, 2 * look + 3);
        List<Long> operations = looks.operations();
        return (then - before) / (operations.get(look + 1) - operations.get(look));
    }

    /** Counts the objects of 64 bytes that benchmarks had in use at a moment. */
    private static double entries(SeriesFindings.Looks looks, int moment) {
        Profile heap = looks.heap();
        int objects = heap.sampleType("inuse_objects_" + moment);
        int bytes = heap.sampleType("inuse_space_" + moment);
        long[] sum = new long[1];
        heap.forEach((stack, values) -> {
            boolean own = stack.frames().stream().anyMatch(f -> f.function().contains("looks_test.Benchmark"));
            if (own && values[objects] > 0 && values[bytes] / values[objects] == 64) {
                sum[0] += values[objects];
            }
        });
        return sum[0];
    }

    private static SeriesRequest request() {
        return new SeriesRequest(
                8,
                4,
                32_000,
                10_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofMillis(500),
                SeriesRunTests.room(16 << 20, 200),
                4_000,
                1,
                true,
                false,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ZERO,
                0,
                Duration.ZERO,
                LONG,
                LONG,
                LONG);
    }
}
