package io.github.noleak.go.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.process.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("go-matrix")
class SubBenchmarksTests {

    private static final String MARK = "\u0016";

    private final Workplace workplace = Workplace.open();

    @AfterEach
    void close() {
        workplace.close();
    }

    @Test
    void benchmarkWithoutAnyIsItsOwnLeaf() {
        assertThat(leaves("layouts", "internalonly.BenchmarkClean")).containsExactly("BenchmarkClean");
    }

    @Test
    void namesAreThoseThatGoPrints() {
        assertThat(leaves("layouts", "subbench.BenchmarkNamesClean"))
                .containsExactly(
                        "BenchmarkNamesClean/crc(32)+v1.0",
                        "BenchmarkNamesClean/crc(32)+v1x0",
                        "BenchmarkNamesClean/mixed_[5%]",
                        "BenchmarkNamesClean/size=1",
                        "BenchmarkNamesClean/size=10",
                        "BenchmarkNamesClean/size=10#01",
                        "BenchmarkNamesClean/with_some_spaces",
                        "BenchmarkNamesClean/a/b",
                        "BenchmarkNamesClean/a/b/c",
                        "BenchmarkNamesClean/^$",
                        "BenchmarkNamesClean/x|y",
                        "BenchmarkNamesClean/back\\slash",
                        "BenchmarkNamesClean/größe",
                        "BenchmarkNamesClean/-8",
                        "BenchmarkNamesClean/#00");
    }

    @Test
    void onlyTheInnermostAreLeaves() {
        assertThat(leaves("layouts", "subbench.BenchmarkNested"))
                .containsExactly(
                        "BenchmarkNested/outer/leaking",
                        "BenchmarkNested/outer/clean",
                        "BenchmarkNested/leaking/outer");
    }

    @Test
    void thoseThatSkipFailOrPanicAreLeavesToo() {
        assertThat(leaves("broken", "skips.BenchmarkSkips")).containsExactly("BenchmarkSkips");
        assertThat(leaves("broken", "skips.BenchmarkSkipsSome"))
                .containsExactly("BenchmarkSkipsSome/remote", "BenchmarkSkipsSome/local");
        assertThat(leaves("broken", "fails.BenchmarkFails")).containsExactly("BenchmarkFails");
        assertThat(leaves("broken", "panics.BenchmarkPanics")).containsExactly("BenchmarkPanics");
        assertThat(leaves("broken", "exits.BenchmarkExitsThree")).containsExactly("BenchmarkExitsThree");
    }

    @Test
    void thoseThatSkipAreMarked() {
        assertThat(new SubBenchmarks(scenario("broken", "skips.BenchmarkSkipsSome"))
                        .list(Duration.ofSeconds(60))
                        .leaves())
                .containsExactly(
                        new SubBenchmarks.Leaf("BenchmarkSkipsSome/remote", true),
                        new SubBenchmarks.Leaf("BenchmarkSkipsSome/local", false));
    }

    @Test
    void whatASetUpTakesIsToldFromTheOperations() {
        SubBenchmarks.Listing listing = list(Path.of("src/test/go/depot"), "BenchmarkDepot");

        assertThat(listing.leaves())
                .extracting(SubBenchmarks.Leaf::name)
                .containsExactly("BenchmarkDepot/weigh", "BenchmarkDepot/pack", "BenchmarkDepot/ship");
        assertThat(listing.setup()).isGreaterThan(2);
        assertThat(listing.operations()).isPositive().isLessThan(listing.setup());
        assertThat(Objects.requireNonNull(listing.seen()).allocated()).isGreaterThan(1_000);
    }

    @Test
    void nothingIsKnownOfTheSetUpOfOneThatPanics() {
        SubBenchmarks.Listing listing = list(Path.of("../example-tests/go/broken"), "panics.BenchmarkPanics");

        assertThat(listing.seen()).isNull();
        assertThat(listing.setup()).isZero();
    }

    @Test
    void oneThatHangsIsALeafWhenTheTimeIsOver() {
        assertThat(new SubBenchmarks(scenario("broken", "hangs.BenchmarkHangsAlive"))
                        .list(Duration.ofSeconds(1))
                        .leaves())
                .containsExactly(new SubBenchmarks.Leaf("BenchmarkHangsAlive", false));
    }

    @Test
    void whatTheCodePrintsIsNoSubBenchmark() {
        String output = String.join(
                "\n",
                MARK + "=== RUN   BenchmarkA",
                "BenchmarkA",
                "BenchmarkA/printed",
                "no newline" + MARK + "=== RUN   BenchmarkA/real",
                "BenchmarkA/real",
                "BenchmarkA/real-2  \t       1\t 5 ns/op");
        assertThat(SubBenchmarks.names("BenchmarkA", output)).containsExactly("BenchmarkA/real");
    }

    @Test
    void olderGoAnnouncesWithoutAMark() {
        String output = """
                goos: linux
                BenchmarkA
                BenchmarkA/x-2
                BenchmarkA/x-2-2  \t       1\t 5 ns/op
                BenchmarkAB
                BenchmarkAB/y
                """;
        assertThat(SubBenchmarks.names("BenchmarkA", output)).containsExactly("BenchmarkA/x-2");
    }

    @Test
    void binaryListsItsFunctionsWithoutTheGate() {
        ScenarioRun run = scenario("broken", "skips.BenchmarkSkips");
        assertThat(run.binary().functions(workplace))
                .containsExactlyInAnyOrder("TestSkips", "BenchmarkSkips", "BenchmarkSkipsSome");
    }

    private List<String> leaves(String module, String id) {
        return new SubBenchmarks(scenario(module, id))
                .list(Duration.ofSeconds(60)).leaves().stream()
                        .map(SubBenchmarks.Leaf::name)
                        .toList();
    }

    private SubBenchmarks.Listing list(Path module, String id) {
        return new SubBenchmarks(Fixture.of(workplace, module).scenario(id)).list(Duration.ofSeconds(60));
    }

    private ScenarioRun scenario(String module, String id) {
        return Fixture.of(workplace, Path.of("../example-tests/go").resolve(module))
                .scenario(id);
    }
}
