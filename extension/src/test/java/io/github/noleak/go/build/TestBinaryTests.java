package io.github.noleak.go.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.GoException;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoCommand;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.RunRequest;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.go.run.ScenarioRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds and runs packages of all shapes: the leaking one is seen leaking, and its twin is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestBinaryTests {

    private static final int OPERATIONS = 200;

    private final Workplace workplace = Workplace.open();

    @AfterAll
    void close() {
        workplace.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', BenchmarkRoot, root.go",
        "internalonly, Benchmark, internalonly.go",
        "externalonly, Benchmark, externalonly.go",
        "both, BenchmarkInternal, both.go",
        "both, BenchmarkExternal, both.go",
        "command, Benchmark, main.go",
        "ownmain, Benchmark, ownmain.go",
        "ownmain/returning, Benchmark, returning.go",
        "shadow, Benchmark, shadow.go",
        "shadow, BenchmarkExternal, shadow.go",
        "lastfile, Benchmark, lastfile.go",
        "parallel, Benchmark, parallel.go",
        "metrics, BenchmarkReportMetric, metrics.go",
        "metrics, BenchmarkSetBytes, metrics.go",
    })
    void layoutIsMeasured(String packageId, String benchmark, String file) {
        assertTwins(Fixture.of(workplace, Fixture.EXAMPLES.resolve("layouts")), packageId, benchmark, file);
    }

    @ParameterizedTest
    @CsvSource({"tagged, BenchmarkSpecial, tagged.go", "tagged/only, Benchmark, only_test.go"})
    void taggedFilesAreMeasured(String packageId, String benchmark, String file) {
        assertTwins(Fixture.of(workplace, Fixture.EXAMPLES.resolve("layouts"), "special"), packageId, benchmark, file);
    }

    @ParameterizedTest
    @CsvSource({
        "layouts/vendored, vendored.go",
        "layouts/workspace/shop, shop.go",
        "layouts/workspace/library, library.go"
    })
    void otherModulesAreMeasured(String directory, String file) {
        assertTwins(Fixture.of(workplace, Fixture.EXAMPLES.resolve(directory)), "", "Benchmark", file);
    }

    @ParameterizedTest
    @CsvSource({"-race, parallel, Benchmark, parallel.go", "-trimpath, internalonly, Benchmark, internalonly.go"})
    void flagsAreKept(String flag, String packageId, String benchmark, String file) {
        BuildSettings settings =
                Fixture.settings(Fixture.EXAMPLES.resolve("layouts"), List.of(), Map.of(), List.of(flag));
        assertTwins(new Fixture(workplace, ModuleListing.of(workplace, settings)), packageId, benchmark, file);
    }

    private static void assertTwins(Fixture module, String packageId, String benchmark, String file) {
        String id = packageId.isEmpty() ? benchmark : packageId + "." + benchmark;
        assertThat(objects(module, id + "Leaking", file)).isBetween((long) OPERATIONS, OPERATIONS + 20L);
        assertThat(objects(module, id + "Clean", file)).isLessThan(20);
    }

    private static long objects(Fixture module, String id, String file) {
        Findings findings = Fixture.measured(module.scenario(id).run(Fixture.request(OPERATIONS)));
        assertThat(findings.results()).hasSize(1);
        return Fixture.objectsBy(findings.heap(), "/" + file);
    }

    @Test
    void compilersLinesAreKept() {
        Fixture broken = Fixture.of(workplace, Fixture.EXAMPLES.resolve("broken"));
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> broken.scenario("doesnotcompile.BenchmarkAdd"))
                .satisfies(e -> {
                    assertThat(e.headline()).contains("example.com/broken/doesnotcompile");
                    assertThat(String.join("\n", e.details()))
                            .contains("doesnotcompile_test.go:7")
                            .contains("not a number");
                });
    }

    @Test
    @Tag("go-matrix")
    void leakIsSeen() {
        assertThat(objects(small(), "small.BenchmarkLeaking", "small_test.go")).isBetween(200L, 210L);
    }

    @Test
    @Tag("go-matrix")
    void leakOfATestIsSeen() {
        Findings findings =
                Fixture.measured(small().scenario("small.TestLeaking").run(Fixture.request(OPERATIONS)));
        assertThat(Fixture.objectsBy(findings.heap(), "/small_test.go")).isBetween(200L, 210L);
        assertThat(findings.windows()).isNotEmpty();
    }

    @Test
    @Tag("go-matrix")
    void cleanIsSeen() {
        assertThat(objects(small(), "small.BenchmarkClean", "small_test.go")).isLessThan(10);
    }

    @Test
    @Tag("go-matrix")
    void goroutineLeakIsSeen() {
        Findings findings =
                Fixture.measured(small().scenario("small.BenchmarkGoroutine").run(Fixture.request(50)));
        assertThat(Fixture.goroutinesIn(findings, "small_test.go")).isBetween(50, 51); // one from the trial run
        assertThat(findings.goroutines())
                .filteredOn(g -> g.count() >= 50)
                .singleElement()
                .satisfies(g -> {
                    assertThat(g.state()).isEqualTo("chan receive");
                    assertThat(g.creator()).asString().contains("BenchmarkGoroutine");
                });
    }

    @Test
    @Tag("go-matrix")
    void goroutineThatEndsLateIsNotThere() {
        Findings findings =
                Fixture.measured(small().scenario("small.BenchmarkLate").run(Fixture.request(50)));
        assertThat(findings.settled()).isTrue();
        assertThat(Fixture.goroutinesIn(findings, "small_test.go")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"small.BenchmarkForgotten, true", "small.BenchmarkGoroutine, false"})
    @Tag("go-matrix")
    void runtimeProvesWhatNothingCanReachIfItCan(String id, boolean unreachable) {
        ScenarioRun plain = small().scenario(id);
        String version = plain.binary().module().goVersion();
        Optional<TestBinary> proving = plain.binary().forLeakProof(workplace);
        assertThat(proving.isPresent()).as(version).isEqualTo(Fixture.minor(version) >= 26);
        assumeThat(proving).isPresent();

        RunResult result = new ScenarioRun(workplace, proving.orElseThrow(), plain.scenario())
                .run(Fixture.request(50).with(RunRequest.Look.LEAK_PROOF));

        Findings findings = Fixture.measured(result);
        assertThat(findings.leakProof()).as(version).isTrue();
        int proven = unreachable ? 50 : 0;
        assertThat(findings.goroutines())
                .filteredOn(g -> g.count() >= 50)
                .singleElement()
                .satisfies(g -> assertThat(g.state()).isEqualTo("chan receive"))
                .satisfies(g -> assertThat(g.unreachable()).isBetween(proven, proven + 1));
    }

    @Test
    void experimentsOfTheUserStayInTheProof() {
        assumeThat(Fixture.minor(small().module().goVersion())).isEqualTo(26);
        Fixture module = Fixture.with(workplace, Fixture.ODD, Map.of("GOEXPERIMENT", "jsonv2"));

        TestBinary proving = module.scenario("small.BenchmarkForgotten")
                .binary()
                .forLeakProof(workplace)
                .orElseThrow();

        String built = new GoCommand(workplace, module.module().settings())
                .run(List.of("version", "-m", proving.file().toString()))
                .output();
        assertThat(built)
                .containsPattern("GOEXPERIMENT=.*goroutineleakprofile")
                .containsPattern("GOEXPERIMENT=.*jsonv2");
    }

    /** Go 1.26 prints labels if it is asked to. */
    @Test
    void labelsOfGoroutinesAreSeenWhereGoPrintsThem() {
        Fixture module = Fixture.with(workplace, Fixture.ODD, Map.of("GODEBUG", "tracebacklabels=1"));
        Findings findings =
                Fixture.measured(module.scenario("small.BenchmarkLabelled").run(Fixture.request(50)));
        assumeThat(Fixture.minor(findings.goVersion())).isGreaterThanOrEqualTo(26);

        assertThat(findings.goroutines())
                .filteredOn(g -> g.count() >= 50)
                .singleElement()
                .satisfies(g -> assertThat(g.labels()).isEqualTo(Map.of("route", "/cart")));
    }

    @Test
    @Tag("go-matrix")
    void settingThatThisGoNoLongerHasIsToldAsSuch() {
        assumeThat(Fixture.minor(small().module().goVersion())).isGreaterThanOrEqualTo(27);
        assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> Fixture.with(workplace, Fixture.ODD, Map.of("GODEBUG", "asynctimerchan=1")))
                .satisfies(e -> {
                    assertThat(e.headline())
                            .startsWith("No program of this Go toolchain starts: removed GODEBUG \"asynctimerchan\"");
                    assertThat(String.join("\n", e.details()))
                            .contains("GODEBUG is \"asynctimerchan=1\"")
                            .contains("@GoModule(env = …)");
                });
    }

    /** The objects of a line that are allocated while the collector marks have another stack from Go 1.27 on. */
    @Test
    @Tag("go-matrix")
    void leakIsCountedInFullWhileTheCollectorMarks() {
        assertThat(objects(small(), "marking.BenchmarkLeaking", "marking_test.go"))
                .isBetween(200L, 220L);
    }

    private Fixture small() {
        return Fixture.of(workplace, Path.of("src/test/go/odd"));
    }
}
