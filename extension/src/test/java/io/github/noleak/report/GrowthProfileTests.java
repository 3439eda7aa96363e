package io.github.noleak.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.report.GrowingStacks.Added;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthProfileTests {

    private static final CallStack KEEP = stack("main.keep", "main.BenchmarkPut");
    private static final CallStack WAIT = stack("main.wait", "main.start");

    private static CallStack stack(String... functions) {
        return new CallStack(List.of(functions).stream()
                .map(f -> new Frame(f, "/src/main.go", 7))
                .toList());
    }

    @Test
    void growthIsThatOfOneOperation() {
        GrowthProfile growth =
                GrowthProfile.of("example.com/shop", Map.of(KEEP, new Added(0, 3_000, 144_000)), 1_000, 4_000);

        assertThat(growth.title()).isEqualTo("growth per operation, from 1,000 to 4,000 operations");
        assertThat(growth.type()).isEqualTo("inuse_space");
        assertThat(growth.top())
                .containsExactly(
                        "Showing nodes accounting for 48B, 100% of 48B total",
                        "      flat  flat%   sum%        cum   cum%",
                        "         0     0%     0%        48B   100%  main.BenchmarkPut",
                        "       48B   100%   100%        48B   100%  main.keep");
        assertThat(growth.profile().value(0, 1)).as("objects").isEqualTo(1);
    }

    @Test
    void rareGrowthIsThatOfManyOperations() {
        GrowthProfile growth =
                GrowthProfile.of("example.com/shop", Map.of(KEEP, new Added(0, 24, 1_152)), 8_000, 32_000);

        assertThat(growth.title()).isEqualTo("growth per 1,000 operations, from 8,000 to 32,000 operations");
        assertThat(growth.profile().value(0, 1)).as("objects").isEqualTo(1);
        assertThat(growth.profile().value(0, 2)).as("bytes").isEqualTo(48);
    }

    @Test
    void aFewReallocationsOfSliceDoNotMakeTheStepsSmaller() {
        GrowthProfile growth = GrowthProfile.of(
                "example.com/shop",
                Map.of(KEEP, new Added(0, 3_000, 144_000), stack("main.grow"), new Added(0, 1, 2_000)),
                1_000,
                4_000);

        assertThat(growth.title()).startsWith("growth per operation");
    }

    @Test
    void goroutinesAreShownWhereTheHeapDoesNotGrow() {
        GrowthProfile growth = GrowthProfile.of("example.com/shop", Map.of(WAIT, new Added(1_500, 0, 0)), 1_000, 4_000);

        assertThat(growth.type()).isEqualTo("goroutines");
        assertThat(growth.title()).startsWith("growth per 1,000 operations");
        assertThat(growth.profile().value(0, 0)).isEqualTo(500);
    }
}
