package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineTestKit;

class NoLeakTestEngineTests {

    private static final String BROKEN = "../example-tests/go/broken";

    @TempDir
    Path reports;

    /** Several packages in one run, healthy ones and broken ones. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAWholeModule {

        private GateRun run;

        @BeforeAll
        void gate(@TempDir Path directory) {
            run = GateRun.of(engine(BrokenCase.class), directory);
        }

        @Test
        void everyInnermostBenchmarkIsATestAndSoIsAPackageThatDoesNotBuild() {
            assertThat(run.ends())
                    .containsOnlyKeys(
                            "doesnotcompile",
                            "panics.BenchmarkPanics",
                            "panics.BenchmarkPanicsInGoroutine",
                            "samename/one.BenchmarkSame",
                            "samename/two.BenchmarkSame",
                            "skips.BenchmarkSkipsSome/local");
            assertThat(run.skips()).containsOnlyKeys("skips.BenchmarkSkips", "skips.BenchmarkSkipsSome/remote");
        }

        @Test
        void leakFailsAsAMethodWouldFail() {
            assertThat(run.gateFailure("samename/two.BenchmarkSame", "LEAK samename/two.BenchmarkSame: "))
                    .contains("retained-objects")
                    .contains("two_test.go:15");
            assertThat(run.failure("samename/two.BenchmarkSame")
                            .getStackTrace()[0]
                            .getFileName())
                    .isEqualTo("two_test.go");
        }

        @Test
        void cleanPasses() {
            run.passes("samename/one.BenchmarkSame");
            run.passes("skips.BenchmarkSkipsSome/local");
        }

        @Test
        void benchmarkThatSkipsItselfIsSkippedWithItsReason() {
            assertThat(run.skips().get("skips.BenchmarkSkips"))
                    .startsWith("SKIPPED skips.BenchmarkSkips: ")
                    .contains("needs a warehouse");
            assertThat(run.skips().get("skips.BenchmarkSkipsSome/remote")).contains("needs a warehouse");
        }

        @Test
        void benchmarkThatPanicsIsAnError() {
            assertThat(run.gateFailure("panics.BenchmarkPanics", "ERROR panics.BenchmarkPanics: "))
                    .contains("panics_test.go:");
        }

        @Test
        void packageThatDoesNotBuildFailsWithTheCompilersWords() {
            assertThat(run.gateFailure("doesnotcompile", "ERROR doesnotcompile: "))
                    .contains("example.com/broken/doesnotcompile do not compile")
                    .contains("doesnotcompile_test.go:");
        }

        @Test
        void reportHasAllOfThem() {
            assertThat(run.verdicts())
                    .isEqualTo(Map.of(
                            "doesnotcompile", "error",
                            "panics.BenchmarkPanics", "error",
                            "panics.BenchmarkPanicsInGoroutine", "error",
                            "samename/one.BenchmarkSame", "clean",
                            "samename/two.BenchmarkSame", "leak",
                            "skips.BenchmarkSkips", "skipped",
                            "skips.BenchmarkSkipsSome/local", "clean",
                            "skips.BenchmarkSkipsSome/remote", "skipped"));
            assertThat(run.scenarios())
                    .allSatisfy(s -> assertThat(s.getString("test")).isEqualTo(BrokenCase.class.getName()));
        }

        @Test
        void oneAtATimeGivesTheSame(@TempDir Path directory) {
            GateRun single = GateRun.of(engine(BrokenCase.class), directory, "noleak.parallelism", "1");
            assertThat(single.verdicts()).isEqualTo(run.verdicts());
        }
    }

    @Tag("go-alone")
    @Test
    void whatTakesLongToSetUpIsLookedAtTogetherAndNamedAloneWhereSomethingGrows() throws IOException {
        Path count = Path.of("target/depot-count");
        Files.deleteIfExists(count);
        GateRun run = GateRun.of(engine(DepotCase.class), reports, "noleak.parallelism", "8", "noleak.sweep", "false");

        for (String sub : List.of("weigh", "pack", "ship")) {
            run.passes("BenchmarkDepot/" + sub);
        }
        run.passes("BenchmarkDepotLeaking/weigh");
        run.passes("BenchmarkDepotLeaking/pack");
        assertThat(run.gateFailure("BenchmarkDepotLeaking/ship", "LEAK BenchmarkDepotLeaking/ship: "))
                .contains("depot_test.go:55");
        assertThat(notices(run, "BenchmarkDepotLeaking/ship")).isEmpty();
        assertThat(Files.readAllLines(count))
                .as("once to list each function, once for all that is flat, and for two series of what leaks")
                .hasSizeLessThanOrEqualTo(6);
    }

    /** The process of all benchmarks sets up once, too, and each of them has its own turn in it. */
    @Test
    void whatIsSetUpOnceIsNoReasonForProcessesOfTheirOwn() {
        GateRun run = GateRun.of(engine(HealthyDepotCase.class), reports);

        for (String sub : List.of("weigh", "pack", "ship")) {
            run.passes("BenchmarkDepot/" + sub);
            assertThat(notices(run, "BenchmarkDepot/" + sub)).isEmpty();
        }
    }

    /** What is exempt is not to be run once more, not even beside others. */
    @Tag("go-alone")
    @Test
    void whatTakesLongToSetUpIsLookedAtAloneBesideWhatIsExempt() throws IOException {
        Path limits = reports.resolve("depot.yml");
        Files.writeString(limits, """
                scenarios:
                  "BenchmarkDepot/pack":
                    skip: needs the large scales
                """);
        GateRun run = GateRun.of(
                engine(HealthyDepotCase.class),
                reports,
                "noleak.parallelism",
                "8",
                "noleak.config",
                limits.toAbsolutePath().toString());

        for (String sub : List.of("weigh", "ship")) {
            run.passes("BenchmarkDepot/" + sub);
        }
        assertThat(run.skips().get("BenchmarkDepot/pack")).contains("needs the large scales");
    }

    @Test
    void uniqueIdSelectsOneScenario() {
        UniqueId id = UniqueId.forEngine("noleak")
                .append("class", BrokenCase.class.getName())
                .append("scenario", "skips.BenchmarkSkipsSome/remote");
        GateRun run = GateRun.of(EngineTestKit.engine("noleak").selectors(selectUniqueId(id)), reports);
        assertThat(run.ends()).isEmpty();
        assertThat(run.skips()).containsOnlyKeys("skips.BenchmarkSkipsSome/remote");
    }

    @Test
    void methodSelectorSelectsOneScenario() {
        GateRun run = GateRun.of(
                EngineTestKit.engine("noleak")
                        .selectors(selectMethod(BrokenCase.class.getName(), "skips.BenchmarkSkipsSome/remote")),
                reports);
        assertThat(run.ends()).isEmpty();
        assertThat(run.skips()).containsOnlyKeys("skips.BenchmarkSkipsSome/remote");
    }

    @Test
    void packageThatDoesNotBuildCanBeSelectedAgain() {
        GateRun run = GateRun.of(
                EngineTestKit.engine("noleak").selectors(selectMethod(BrokenCase.class.getName(), "doesnotcompile")),
                reports);
        assertThat(run.ends()).containsOnlyKeys("doesnotcompile");
    }

    @Test
    void filterForMethodsSelectsScenarios() {
        PostDiscoveryFilter filter = node -> FilterResult.includedIf(node.getSource()
                .filter(MethodSource.class::isInstance)
                .map(s -> ((MethodSource) s).getMethodName().startsWith("skips.BenchmarkSkipsSome/re"))
                .orElse(true));
        GateRun run = GateRun.of(engine(BrokenCase.class).filters(filter), reports);
        assertThat(run.ends()).isEmpty();
        assertThat(run.skips()).containsOnlyKeys("skips.BenchmarkSkipsSome/remote");
    }

    @Test
    void filterThatNamesABenchmarkMeansItsSubBenchmarksToo() {
        PostDiscoveryFilter filter = node -> FilterResult.includedIf(node.getSource()
                .filter(MethodSource.class::isInstance)
                .map(s -> ((MethodSource) s).getMethodName().equals("skips.BenchmarkSkipsSome"))
                .orElse(true));
        GateRun run = GateRun.of(engine(SkipsCase.class).filters(filter), reports);
        assertThat(run.ends()).containsOnlyKeys("skips.BenchmarkSkipsSome/local");
        assertThat(run.skips()).containsOnlyKeys("skips.BenchmarkSkipsSome/remote");
    }

    @Test
    void filterThatTakesAScenarioOutTakesJustThat() {
        PostDiscoveryFilter filter = node -> FilterResult.includedIf(node.getSource()
                .filter(MethodSource.class::isInstance)
                .map(s -> !((MethodSource) s).getMethodName().equals("skips.BenchmarkSkipsSome/local"))
                .orElse(true));
        GateRun run = GateRun.of(engine(SkipsCase.class).filters(filter), reports);
        assertThat(run.ends()).isEmpty();
        assertThat(run.skips()).containsOnlyKeys("skips.BenchmarkSkips", "skips.BenchmarkSkipsSome/remote");
    }

    @Test
    void filterThatMatchesNoScenarioFails() {
        PostDiscoveryFilter filter =
                node -> FilterResult.includedIf(!(node.getSource().orElse(null) instanceof MethodSource));
        GateRun run = GateRun.of(engine(SkipsCase.class).filters(filter), reports);
        assertThat(run.failure("@GoBenchmarks"))
                .hasMessageStartingWith("No scenario of SkipsCase is selected")
                .hasMessageContaining("There are 3")
                .hasMessageContaining("skips.BenchmarkSkipsSome/local");
    }

    @Test
    void groupsSelectSuites() {
        assertThat(GateRun.of(engine(TaggedCase.class).filters(TagFilter.includeTags("slow")), reports)
                        .skips())
                .containsOnlyKeys("skips.BenchmarkSkips");
        assertThat(GateRun.of(engine(TaggedCase.class).filters(TagFilter.excludeTags("slow")), reports)
                        .skips())
                .isEmpty();
    }

    @Test
    void disabledSuiteIsSkipped() {
        assertThat(GateRun.of(engine(DisabledCase.class), reports).ends()).isEmpty();
    }

    @Test
    void classSetsTheLimits() {
        GateRun run = GateRun.of(engine(LenientCase.class), reports);
        run.passes("samename/two.BenchmarkSame");
        assertThat(run.scenarios().get(0).getObject("metrics").getObject("retained-objects"))
                .containsEntry("source", "@NoLeak(retainedObjects) on LenientCase");
    }

    @Test
    void classThatIsExemptRunsNoGo() {
        GateRun run = GateRun.of(engine(ExemptCase.class), reports);
        assertThat(run.ends()).isEmpty();
        assertThat(run.skips()).containsOnlyKeys("doesnotcompile.BenchmarkAdd");
        assertThat(run.skips().values()).containsExactly("starts a real cluster");
        assertThat(run.verdicts()).isEqualTo(Map.of("doesnotcompile.BenchmarkAdd", "skipped"));
    }

    @Test
    void testsAreTakenInWhereTheyAreAskedFor() {
        GateRun run = GateRun.of(engine(TestsCase.class), reports);
        assertThat(run.ends()).containsOnlyKeys("skips.TestSkips");
        assertThat(run.aborted("skips.TestSkips")).contains("needs a warehouse");
    }

    @Test
    void scenarioOfAMethodIsLeftToIt() {
        GateRun run = GateRun.of(engine(MixedCase.class), reports);
        assertThat(run.ends()).containsOnlyKeys("skips.BenchmarkSkipsSome/local");
        assertThat(run.skips()).containsOnlyKeys("skips.BenchmarkSkips");
    }

    @Test
    void workspaceHasTheBenchmarksOfAllItsModules() {
        GateRun run = GateRun.of(engine(WorkspaceCase.class), reports);
        assertThat(run.ends()).containsOnlyKeys("library.BenchmarkClean", "shop.BenchmarkClean");
        run.passes("shop.BenchmarkClean");
    }

    @Test
    void settingNamesAnotherModule(@TempDir Path module) throws IOException {
        Files.writeString(module.resolve("go.mod"), "module example.com/other\n\ngo 1.19\n");
        Files.writeString(
                module.resolve("other_test.go"),
                "package other\n\nimport \"testing\"\n\nfunc BenchmarkSkips(b *testing.B) { b.Skip(\"elsewhere\") }\n");
        GateRun run = GateRun.of(engine(AllCase.class), reports, "noleak.module", module.toString());
        assertThat(run.skips().get("BenchmarkSkips")).contains("elsewhere");
    }

    @Test
    void testFileThatIsNoGoFailsItsPackage(@TempDir Path module) throws IOException {
        Files.writeString(module.resolve("go.mod"), "module example.com/other\n\ngo 1.19\n");
        Files.writeString(
                module.resolve("other_test.go"),
                "package other\n\nimport \"testing\"\n\nfunc BenchmarkCut(b *testing.B) { for {\n");
        GateRun run = GateRun.of(engine(AllCase.class), reports, "noleak.module", module.toString());
        assertThat(run.gateFailure(".", "ERROR .: ")).contains("other_test.go:");
    }

    @Test
    void modeReportFailsNothing() {
        GateRun run = GateRun.of(engine(TwoCase.class), reports, "noleak.mode", "report");
        run.passes("samename/two.BenchmarkSame");
        assertThat(run.verdicts()).containsEntry("samename/two.BenchmarkSame", "leak");
    }

    @Test
    void suiteWithoutAModuleIsRefused() {
        assertThat(GateRun.of(engine(HomelessCase.class), reports).failure("@GoBenchmarks"))
                .hasMessageStartingWith("@GoBenchmarks on HomelessCase has no Go module")
                .hasMessageContaining("@GoModule(");
    }

    @Test
    void directoryWithoutAModuleIsTold() {
        GateRun run = GateRun.of(engine(LostCase.class), reports);
        assertThat(run.gateFailure("../nowhere", "ERROR ../nowhere: ")).contains("there is no such directory");
        assertThat(run.verdicts()).containsEntry("../nowhere", "error");
    }

    @Test
    void toolchainThatIsNotThereIsTold() {
        GateRun run = GateRun.of(engine(BrokenCase.class), reports, "noleak.go", "/no/such/go");
        assertThat(run.gateFailure(BROKEN, "ERROR ")).contains("/no/such/go");
    }

    @Test
    void patternThatMatchesNothingFails() {
        GateRun run = GateRun.of(engine(IdleCase.class), reports);
        assertThat(run.failure("@GoBenchmarks(packages = \"./skip\")"))
                .hasMessageContaining("IdleCase matches no package")
                .hasMessageContaining("./skips");
        assertThat(run.failure("@GoBenchmarks(exclude = \"BenchmarkSkip\")")).hasMessageContaining("BenchmarkSkips");
        assertThat(run.skips()).containsOnlyKeys("skips.BenchmarkSkips");
    }

    @Test
    void suiteThatTakesNothingInFails() {
        assertThat(GateRun.of(engine(NothingCase.class), reports).failure("@GoBenchmarks"))
                .hasMessageContaining("NothingCase takes nothing in");
    }

    @Test
    void moduleWithoutBenchmarksFails(@TempDir Path module) throws IOException {
        Files.writeString(module.resolve("go.mod"), "module example.com/other\n\ngo 1.19\n");
        Files.writeString(module.resolve("other.go"), "package other\n");
        GateRun run = GateRun.of(engine(AllCase.class), reports, "noleak.module", module.toString());
        assertThat(run.failure("@GoBenchmarks(include = \".*\")")).hasMessageContaining("matches no benchmark");
    }

    @Test
    void limitThatIsNoneFailsOnce() {
        GateRun run = GateRun.of(engine(BrokenCase.class), reports, "noleak.limit.goroutines", "few");
        assertThat(run.ends()).containsOnlyKeys("@GoBenchmarks");
        assertThat(run.failure("@GoBenchmarks")).hasMessageContaining("noleak.limit.goroutines");
    }

    private static EngineTestKit.Builder engine(Class<?> suite) {
        return EngineTestKit.engine("noleak").selectors(selectClass(suite));
    }

    private static List<String> notices(GateRun run, String id) {
        return run.scenarios().stream()
                .filter(s -> s.getString("id").equals(id))
                .flatMap(s -> s.getArray("notices").stream())
                .map(String::valueOf)
                .toList();
    }

    @GoModule(value = "src/test/go/depot", env = "DEPOT_COUNT=../../../../target/depot-count")
    @GoBenchmarks
    static class DepotCase {}

    @GoModule("src/test/go/depot")
    @GoBenchmarks(include = "BenchmarkDepot")
    static class HealthyDepotCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = {"./skips", "./panics", "./doesnotcompile", "./samename/..."})
    static class BrokenCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./skips", include = "BenchmarkSkips")
    @Tag("slow")
    static class TaggedCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./skips")
    @Disabled("not today")
    static class DisabledCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./samename/two")
    @NoLeak(retainedObjects = 1_000_000_000, retainedBytes = "1000GB")
    static class LenientCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./doesnotcompile")
    @NoLeak(skip = "starts a real cluster")
    static class ExemptCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./skips", include = "", tests = "Test.*")
    static class TestsCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./skips")
    static class SkipsCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./skips")
    static class MixedCase {

        @NoLeak(benchmark = "BenchmarkSkipsSome/remote")
        void remote() {}
    }

    @GoModule("../example-tests/go/layouts/workspace")
    @GoBenchmarks(include = "BenchmarkClean")
    static class WorkspaceCase {}

    @GoModule(BROKEN)
    @GoBenchmarks
    static class AllCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./samename/two")
    static class TwoCase {}

    @GoBenchmarks
    static class HomelessCase {}

    @GoModule("../nowhere")
    @GoBenchmarks
    static class LostCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(
            packages = {"./skips", "./skip"},
            include = "BenchmarkSkips",
            exclude = "BenchmarkSkip")
    static class IdleCase {}

    @GoModule(BROKEN)
    @GoBenchmarks(packages = "./skips", exclude = ".*")
    static class NothingCase {}
}
