package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import io.github.noleak.GoModule;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.Verdict;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import io.github.noleak.pprof.TopOptions;
import io.github.noleak.pprof.TopReport;
import io.github.noleak.pprof.TopRow;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoLeakExtensionTests {

    private static final String BROKEN = "../example-tests/go/broken";

    @TempDir
    Path reports;

    /** Many scenarios of one module in one run, as in a user's build. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAWholeModule {

        private GateRun run;
        private Path profiles;

        @BeforeAll
        void gate(@TempDir Path directory) {
            BODIES.clear();
            run = GateRun.of(directory, BrokenCase.class);
            profiles = directory.resolve("profiles");
        }

        @Test
        void leakFailsWithItsScenarioFirst() {
            String message = run.gateFailure("leaks", "LEAK samename/two.BenchmarkSame: ");
            assertThat(message).contains("retained-objects").contains("two_test.go:15");
        }

        @Test
        void leakHasGoFramesForAStackTrace() {
            StackTraceElement[] trace = run.failure("leaks").getStackTrace();
            assertThat(trace).isNotEmpty();
            assertThat(trace[0].getFileName()).isEqualTo("two_test.go");
            assertThat(trace[0].getLineNumber()).isEqualTo(15);
            assertThat(trace[0]).asString().contains("BenchmarkSame");
        }

        @Test
        void leakLeavesItsGrowthAsAProfile() throws IOException {
            Profile growth =
                    ProfileReader.read(() -> Files.newInputStream(profile("samename_two.BenchmarkSame", "growth")));
            TopReport top = TopReport.of(
                    growth, TopOptions.defaults().of("inuse_objects").byCum());

            assertThat(top.rows()).extracting(TopRow::name).contains("testing.(*B).runN");
            assertThat(top.rows())
                    .filteredOn(row -> row.flat() > 0)
                    .singleElement()
                    .satisfies(row -> assertThat(row.name()).isEqualTo("example.com/broken/samename/two.BenchmarkSame"))
                    .satisfies(row ->
                            assertThat(row.flat()).as("one in each operation").isEqualTo(1));
            assertThat(top.text()).startsWith("File: two\ngrowth per operation, from ");
        }

        @Test
        void leakLeavesTheProfilesOfItsRuns() throws IOException {
            String message = run.gateFailure("leaks", "LEAK samename/two.BenchmarkSame: ");
            Matcher command = Pattern.compile("go tool pprof -top -cum -base=(\\S+) (\\S+)")
                    .matcher(message);

            assertThat(command.find()).as(message).isTrue();
            Profile before = ProfileReader.read(() -> Files.newInputStream(Path.of(command.group(1))));
            Profile after = ProfileReader.read(() -> Files.newInputStream(Path.of(command.group(2))));
            assertThat(TopReport.of(after.minus(before), TopOptions.defaults().byCum())
                            .text())
                    .contains("example.com/broken/samename/two.BenchmarkSame");
        }

        @Test
        void leakIsShownByTheFunctionsThatItGoesThrough() {
            assertThat(run.gateFailure("leaks", "LEAK samename/two.BenchmarkSame: "))
                    .contains("By function, inuse_space: growth per operation, from ")
                    .contains("      flat  flat%   sum%        cum   cum%")
                    .contains("100%  example.com/broken/samename/two.BenchmarkSame")
                    .contains("go tool pprof -http=: " + profiles);
        }

        @Test
        void whatDoesNotLeakLeavesNoProfiles() throws IOException {
            try (Stream<Path> files = Files.list(profiles)) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .isNotEmpty()
                        .noneMatch(name -> name.contains("BenchmarkHealthy"))
                        .allMatch(name -> name.endsWith(".pb.gz"));
            }
        }

        private Path profile(String scenario, String kind) throws IOException {
            try (Stream<Path> files = Files.list(profiles)) {
                return files.filter(f -> f.getFileName().toString().contains("+" + scenario))
                        .filter(f -> f.getFileName().toString().endsWith("." + kind + ".pb.gz"))
                        .findFirst()
                        .orElseThrow();
            }
        }

        @Test
        void cleanPassesAndHandsTheReportToTheBody() {
            run.passes("clean");
            assertThat(BODIES).contains("clean CLEAN fails.BenchmarkHealthy");
        }

        @Test
        void bodyRunsOnlyAfterACleanGate() {
            assertThat(BODIES).allMatch(body -> body.contains(" CLEAN "));
        }

        @Test
        void failingBodyFailsItsTest() {
            assertThat(run.failure("bodyFails"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("the body says no");
        }

        @Test
        void exemptionAbortsWithItsReason() {
            assertThat(run.aborted("exempt")).contains("starts a real cluster");
        }

        @ParameterizedTest
        @ValueSource(strings = {"skips", "skipsAsTest", "skipsInASub"})
        void scenarioThatSkipsItselfIsAborted(String method) {
            assertThat(run.aborted(method)).startsWith("SKIPPED ").contains("needs a warehouse");
        }

        @Test
        void siblingOfASkippedSubIsGated() {
            run.passes("runsInASub");
        }

        @ParameterizedTest
        @CsvSource({"fails, BenchmarkFails", "failsAsTest, TestFails"})
        void failureIsTold(String method, String function) {
            assertThat(run.gateFailure(method, "ERROR fails." + function + ": "))
                    .contains("the warehouse is closed");
        }

        @Test
        void failureUnderLoadIsTold() {
            assertThat(run.gateFailure("failsUnderLoad", "ERROR fails.BenchmarkFailsUnderLoad: "))
                    .contains("the warehouse is full");
        }

        @Test
        void leakOutranksALaterFailure() {
            assertThat(run.gateFailure("leaksThenFails", "LEAK fails.BenchmarkLeaksThenFails: "))
                    .contains("fails_test.go:14")
                    .contains("the warehouse is full");
        }

        @Test
        void panicIsNamedWithItsLine() {
            assertThat(run.gateFailure("panics", "ERROR panics.BenchmarkPanics: "))
                    .contains("assignment to entry in nil map")
                    .contains("panics_test.go:12");
        }

        @Test
        void panicOfATestIsNamedWithItsLine() {
            assertThat(run.gateFailure("panicsAsTest", "ERROR panics.TestPanics: "))
                    .contains("assignment to entry in nil map")
                    .contains("panics_test.go:25");
        }

        @Test
        void panicInAGoroutineIsNamed() {
            assertThat(run.gateFailure("panicsInGoroutine", "ERROR panics.BenchmarkPanicsInGoroutine: "))
                    .contains("the courier is lost")
                    .contains("panics_test.go:18");
        }

        @Test
        void exitWithZeroIsNoSuccess() {
            assertThat(run.gateFailure("exitsZero", "ERROR exits.BenchmarkExitsZero: "))
                    .containsIgnoringCase("os.Exit(0)");
        }

        @ParameterizedTest
        @CsvSource({"exitsThree, BenchmarkExitsThree", "exitsThreeAsTest, TestExitsThree"})
        void exitCodeIsTold(String method, String function) {
            assertThat(run.gateFailure(method, "ERROR exits." + function + ": "))
                    .contains("exit code 3");
        }

        @Test
        void signalIsTold() {
            assertThat(run.gateFailure("killed", "ERROR killed.BenchmarkKilled: "))
                    .contains("signal 9");
        }

        @Test
        void compilersLinesAreShown() {
            assertThat(run.gateFailure("doesNotCompile", "ERROR doesnotcompile.BenchmarkAdd: "))
                    .contains("doesnotcompile_test.go:7")
                    .contains("not a number");
        }

        @Test
        void nearNamesAreListedForOneThatIsNotThere() {
            String message = run.gateFailure("misspelt", "ERROR fails.BenchmarkHealty: ");
            assertThat(message.lines().map(String::strip)).contains("fails.BenchmarkHealthy");
        }

        @Test
        void nearSubNamesAreListed() {
            String message = run.gateFailure("misspeltSub", "ERROR skips.BenchmarkSkipsSome/locale: ");
            assertThat(message).contains("BenchmarkSkipsSome/local\n");
        }

        @Test
        void candidatesAreListedForAnAmbiguousName() {
            String message = run.gateFailure("ambiguous", "ERROR BenchmarkSame: ");
            assertThat(message.lines().map(String::strip))
                    .contains("samename/one.BenchmarkSame", "samename/two.BenchmarkSame");
        }

        @ParameterizedTest
        @ValueSource(strings = {"prints", "printsOneLine", "printsBinary"})
        void endlessOutputDoesNoHarm(String method) {
            run.passes(method);
        }

        @ParameterizedTest
        @ValueSource(strings = {"looksFailed", "looksSkipped", "looksLikeResults"})
        void outputThatLooksLikeTheFrameworksChangesNothing(String method) {
            run.passes(method);
        }

        @Test
        void outputThatLooksCleanHidesNoLeak() {
            assertThat(run.gateFailure("looksClean", "LEAK lookalike.BenchmarkLeaking: "))
                    .contains("lookalike_test.go:45");
        }

        @ParameterizedTest
        @CsvSource({
            "runsOnce, BenchmarkRegisters",
            "neverRunsTwice, BenchmarkRegistersAlways",
            "runsOnceAsTest, TestRegisters"
        })
        void panicOfASecondRunIsAnError(String method, String function) {
            assertThat(run.gateFailure(method, "ERROR twice." + function + ": "))
                    .contains("Reuse of exported var name");
        }

        @Test
        void reportListsEveryScenario() {
            assertThat(run.report().getInt("schema")).isEqualTo(1);
            assertThat(run.report().getString("go")).startsWith("go1.");
            Set<String> tests = new HashSet<>();
            run.scenarios().forEach(s -> tests.add(s.getString("test").replaceFirst(".*\\.", "")));
            assertThat(tests).containsExactlyInAnyOrderElementsOf(run.ends().keySet());
        }

        @ParameterizedTest
        @CsvSource({
            "leaks, samename/two.BenchmarkSame, leak",
            "clean, fails.BenchmarkHealthy, clean",
            "exempt, BenchmarkNowhere, skipped",
            "skips, skips.BenchmarkSkips, skipped",
            "fails, fails.BenchmarkFails, error",
            "doesNotCompile, doesnotcompile.BenchmarkAdd, error",
            "ambiguous, BenchmarkSame, error",
        })
        void reportTellsTheVerdict(String method, String id, String verdict) {
            JsonObject scenario = run.scenario(method);
            assertThat(scenario.getString("id")).isEqualTo(id);
            assertThat(scenario.getString("verdict")).isEqualTo(verdict);
            assertThat(scenario.getString("message")).isNotBlank();
        }

        @Test
        void reportHasWhatWasMeasured() {
            JsonObject leak = run.scenario("leaks");
            assertThat(leak.getArray("iterations")).hasSize(3);
            JsonObject objects = leak.getObject("metrics").getObject("retained-objects");
            assertThat(objects.getDouble("perOperation")).isBetween(0.99, 1.01);
            assertThat(objects.getString("verdict")).isEqualTo("leak");
            JsonObject site = ((JsonObject) leak.getArray("leaks").get(0)).getObject("site");
            assertThat(site.getString("function")).isEqualTo("example.com/broken/samename/two.BenchmarkSame");
            assertThat(site.getInt("line")).isEqualTo(15);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "both, both",
        "neither, neither",
        "testAsBenchmark, BenchmarkName",
        "negativeLimit, a whole number from 0",
        "noIterations, a whole number from 1",
        "badSize, such as 256KB"
    })
    void annotationThatMakesNoSenseIsRefused(String method, String says) {
        GateRun run = GateRun.of(reports, MisdeclaredCase.class);
        assertThat(run.failure(method).getMessage())
                .contains("MisdeclaredCase." + method)
                .contains(says);
        JsonObject scenario = run.scenario(method);
        assertThat(scenario.getString("verdict")).isEqualTo("error");
        assertThat(scenario.getString("message")).contains(says);
    }

    @Test
    void classWithoutAModuleIsRefused() {
        assertThat(GateRun.of(reports, HomelessCase.class).failure("gate"))
                .hasMessageContaining("@GoModule(")
                .hasMessageContaining("HomelessCase");
    }

    @Test
    void directoryWithoutAModuleIsTold() {
        GateRun run = GateRun.of(reports, LostCase.class);
        assertThat(run.gateFailure("gate", "ERROR cache.BenchmarkPut: "))
                .contains("example-tests/go/nowhere")
                .contains("no such directory");
        assertThat(run.scenario("gate").getString("verdict")).isEqualTo("error");
    }

    @Test
    void toolchainThatIsNotThereIsTold() {
        GateRun run = GateRun.of(reports, HealthyCase.class, "noleak.go", "/no/such/go");
        assertThat(run.gateFailure("gate", "ERROR fails.BenchmarkHealthy: "))
                .contains("/no/such/go")
                .contains("noleak.go");
    }

    @Tag("go-alone")
    @Test
    void hangNamesTheLineThatBlocks() {
        GateRun run = GateRun.of(reports, HangingCase.class, "noleak.timeout", "2s");
        assertThat(run.gateFailure("alive", "HANG hangs.BenchmarkHangsAlive: ")).contains("hangs_test.go:");
        assertThat(run.gateFailure("test", "HANG hangs.TestHangs: ")).contains("hangs_test.go:55");
        assertThat(run.gateFailure("leaksThenHangs", "LEAK hangs.BenchmarkLeaksThenHangs: "))
                .contains("hangs_test.go:40");
    }

    @Tag("go-alone")
    @Test
    void busyScenarioThatNeverEndsIsAHang() {
        GateRun run = GateRun.of(reports, SpinningCase.class, "noleak.timeout", "2s");
        run.gateFailure("spins", "HANG hangs.BenchmarkSpins: ");
        assertThat(run.scenario("spins").getString("verdict")).isEqualTo("hang");
    }

    @Tag("go-alone")
    @Test
    void whatTheCodeUnderTestStartedEndsToo() {
        GateRun run = GateRun.of(reports, ParentsCase.class, "noleak.timeout", "2s");
        run.gateFailure("hangs", "HANG parents.BenchmarkWaitsForChild: ");
        assertThat(run.ends()).containsKey("leavesChildren");
        try (var all = ProcessHandle.allProcesses()) {
            assertThat(all.map(p -> p.info().commandLine().orElse(""))).noneMatch(l -> l.contains("sleep 4711.4711"));
        }
    }

    @Tag("go-alone")
    @Test
    void changedProfileRateIsInconclusive() {
        GateRun run = GateRun.of(reports, ParentsCase.class, "noleak.timeout", "2s");
        assertThat(run.gateFailure("changesTheRate", "INCONCLUSIVE rate.BenchmarkChangesTheRate: "))
                .contains("runtime.MemProfileRate");
    }

    @Test
    void modeReportFailsNothing() {
        BODIES.clear();
        GateRun run = GateRun.of(reports, TwoFailuresCase.class, "noleak.mode", "report");
        run.passes("leaks");
        run.passes("error");
        assertThat(run.scenario("leaks").getString("verdict")).isEqualTo("leak");
        assertThat(run.scenario("error").getString("verdict")).isEqualTo("error");
        assertThat(BODIES).isEmpty();
    }

    @Test
    void modeThatDoesNotExistIsRefused() {
        GateRun run = GateRun.of(reports, TwoFailuresCase.class, "noleak.mode", "lax");
        assertThat(run.failure("leaks")).hasMessageContaining("noleak.mode").hasMessageContaining("lax");
    }

    @Test
    void traceShowsThatGoroutinesNeverRanAgainAndIsKept() throws IOException {
        GateRun traced = GateRun.of(reports, ForgettingCase.class, "noleak.trace", "true");

        String message = traced.gateFailure("forgets", "LEAK small.BenchmarkForgotten: ");
        assertThat(message)
                .containsPattern(
                        "trace of 101 operations: 101 goroutines blocked here, [\\d.]+ ms to [\\d.]+ ms after the"
                                + " start, and did not run again in the [\\d.]+ m?s that followed; no wait here ended");
        Matcher file = Pattern.compile("go tool trace (\\S+\\.trace)").matcher(message);
        assertThat(file.find()).as(message).isTrue();
        assertThat(Path.of(file.group(1))).isNotEmptyFile();
        assertThat(Path.of(file.group(1).replaceFirst("trace$", "blocking.pb.gz")))
                .isNotEmptyFile();

        GateRun plain = GateRun.of(reports, ForgettingCase.class);

        assertThat(plain.gateFailure("forgets", "LEAK small.BenchmarkForgotten: "))
                .doesNotContain("trace");
        assertThat(Path.of(file.group(1))).doesNotExist();
    }

    @Test
    void whoHoldsItIsToldWhereTheToolOfReferencesIsThere() throws IOException {
        Path tool = Path.of(HeldCase.TOOL);
        GrfStandIn.in(tool);
        GateRun run = GateRun.of(reports, HeldCase.class);

        assertThat(run.gateFailure("keeps", "LEAK small.BenchmarkLeaking: "))
                .contains("  held by small.kept. (*small.node) -> next. (*small.node)");
        assertThat(Files.readAllLines(tool.resolve("seen")))
                .as("processes that were looked at")
                .hasSize(2)
                .allMatch(command -> command.contains("BenchmarkLeaking"));
    }

    @Test
    void toolOfReferencesThatFailsIsNoHindrance() throws IOException {
        GrfStandIn.in(Path.of(HeldCase.TOOL));
        Files.delete(Path.of(HeldCase.TOOL, "after"));

        assertThat(GateRun.of(reports, HeldCase.class).gateFailure("keeps", "LEAK small.BenchmarkLeaking: "))
                .doesNotContain("held by");
    }

    @Test
    void toolOfReferencesThatWritesSomethingElseIsANotice() throws IOException {
        GrfStandIn.in(Path.of(HeldCase.TOOL));
        GrfStandIn.writeOther(Path.of(HeldCase.TOOL, "after"));

        GateRun run = GateRun.of(reports, HeldCase.class);

        assertThat(run.gateFailure("keeps", "LEAK small.BenchmarkLeaking: "))
                .contains("Note: grf could not be asked about this: ")
                .doesNotContain("held by");
    }

    @GoModule(value = "src/test/go/odd", env = "PATH=" + HeldCase.TOOL + ":/usr/bin:/bin")
    static class HeldCase {

        static final String TOOL = "target/grf";

        @NoLeak(benchmark = "small.BenchmarkLeaking")
        void keeps() {}
    }

    @Test
    void switchOfTheTraceThatIsNoneIsAMistake() {
        GateRun run = GateRun.of(reports, ForgettingCase.class, "noleak.trace", "yes");

        assertThat(run.failure("forgets")).hasMessageContaining("noleak.trace").hasMessageContaining("\"yes\"");
    }

    @Test
    void codeIsShownAndExplainedAlsoWhereItIsBuiltWithoutItsPath() {
        assertThat(GateRun.of(reports, TrimmedCase.class).gateFailure("gate", "LEAK cache.BenchmarkPutLeaking: "))
                .contains("| c.entries[id] = &Entry{ID: id, Count: count}\n")
                .contains(" example.com/inventory/cache/cache.go:")
                .contains("(docs/leaks/map-that-only-grows.md)");
    }

    @GoModule(value = "../example-tests/go/inventory", flags = "-trimpath")
    static class TrimmedCase {

        @NoLeak(benchmark = "cache.BenchmarkPutLeaking")
        void gate() {}
    }

    @GoModule("src/test/go/odd")
    static class ForgettingCase {

        @NoLeak(benchmark = "small.BenchmarkForgotten")
        void forgets() {}
    }

    @Test
    void metaAnnotationGates() {
        GateRun run = GateRun.of(reports, ComposedCase.class);
        assertThat(run.gateFailure("gate", "LEAK samename/two.BenchmarkSame: "))
                .contains("@NoLeak(retainedObjects) on ComposedCase.gate");
    }

    @Test
    void classSetsDefaultsAndMethodWins() {
        GateRun run = GateRun.of(reports, DefaultsCase.class);
        run.passes("lenient");
        assertThat(run.gateFailure("strict", "LEAK samename/two.BenchmarkSame: "))
                .contains("@NoLeak(retainedObjects) on DefaultsCase.strict");
        JsonObject objects = run.scenario("lenient").getObject("metrics").getObject("retained-objects");
        assertThat(objects.getLong("limit")).isEqualTo(1_000_000_000);
        assertThat(objects.getString("source")).isEqualTo("@NoLeak(retainedObjects) on DefaultsCase");
    }

    @Test
    void reportThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.writeString(reports.resolve("occupied"), "");
        GateRun run = GateRun.of(file, HealthyCase.class);
        assertThat(run.failure("gate"))
                .hasMessageContaining("noleak.report.dir")
                .hasMessageContaining(file.toString());
    }

    @Test
    void limitsOfParametersHoldAndASecondRunReplacesTheFirst() {
        GateRun.of(reports, TwoFailuresCase.class);
        GateRun run = GateRun.of(
                reports,
                TwoFailuresCase.class,
                "noleak.limit.retained-objects",
                "1000000000",
                "noleak.limit.retained-bytes",
                "1000GB");
        assertThat(run.scenario("leaks").getString("verdict")).isEqualTo("clean");
        assertThat(run.scenarios()).hasSize(2);
    }

    @Test
    void fixedIterationsAreKept() {
        GateRun run = GateRun.of(reports, FixedCase.class);
        run.passes("clean");
        run.gateFailure("leaks", "LEAK samename/two.BenchmarkSame: ");
        assertThat(run.scenario("clean").getArray("iterations")).isEqualTo(List.of(100, 200, 400));
        assertThat(run.scenario("leaks").getArray("iterations")).isEqualTo(List.of(50, 100, 200));
    }

    private static final List<String> BODIES = new CopyOnWriteArrayList<>();

    @GoModule(BROKEN)
    static class BrokenCase {

        @NoLeak(benchmark = "samename/two.BenchmarkSame")
        void leaks(LeakReport report) {
            ran("leaks", report);
        }

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        void clean(LeakReport report) {
            ran("clean", report);
        }

        @NoLeak(benchmark = "BenchmarkHealthy")
        void bodyFails() {
            throw new AssertionError("the body says no");
        }

        @NoLeak(benchmark = "BenchmarkNowhere", skip = "starts a real cluster")
        void exempt(LeakReport report) {
            ran("exempt", report);
        }

        @NoLeak(benchmark = "skips.BenchmarkSkips")
        void skips(LeakReport report) {
            ran("skips", report);
        }

        @NoLeak(test = "skips.TestSkips")
        void skipsAsTest() {}

        @NoLeak(benchmark = "skips.BenchmarkSkipsSome/remote")
        void skipsInASub() {}

        @NoLeak(benchmark = "skips.BenchmarkSkipsSome/local")
        void runsInASub() {}

        @NoLeak(benchmark = "fails.BenchmarkFails")
        void fails(LeakReport report) {
            ran("fails", report);
        }

        @NoLeak(test = "fails.TestFails")
        void failsAsTest() {}

        @NoLeak(benchmark = "fails.BenchmarkFailsUnderLoad")
        void failsUnderLoad() {}

        @NoLeak(benchmark = "fails.BenchmarkLeaksThenFails")
        void leaksThenFails() {}

        @NoLeak(benchmark = "panics.BenchmarkPanics")
        void panics() {}

        @NoLeak(test = "panics.TestPanics")
        void panicsAsTest() {}

        @NoLeak(benchmark = "panics.BenchmarkPanicsInGoroutine")
        void panicsInGoroutine() {}

        @NoLeak(benchmark = "exits.BenchmarkExitsZero")
        void exitsZero() {}

        @NoLeak(benchmark = "exits.BenchmarkExitsThree")
        void exitsThree() {}

        @NoLeak(test = "exits.TestExitsThree")
        void exitsThreeAsTest() {}

        @NoLeak(benchmark = "killed.BenchmarkKilled")
        void killed() {}

        @NoLeak(benchmark = "doesnotcompile.BenchmarkAdd")
        void doesNotCompile() {}

        @NoLeak(benchmark = "fails.BenchmarkHealty")
        void misspelt() {}

        @NoLeak(benchmark = "skips.BenchmarkSkipsSome/locale")
        void misspeltSub() {}

        @NoLeak(benchmark = "BenchmarkSame")
        void ambiguous() {}

        @NoLeak(benchmark = "prints.BenchmarkPrints20MB")
        void prints() {}

        @NoLeak(benchmark = "prints.BenchmarkPrintsOneLine")
        void printsOneLine() {}

        @NoLeak(benchmark = "prints.BenchmarkPrintsBinary")
        void printsBinary() {}

        @NoLeak(benchmark = "lookalike.BenchmarkClean")
        void looksFailed() {}

        @NoLeak(benchmark = "lookalike.BenchmarkSkip")
        void looksSkipped() {}

        @NoLeak(benchmark = "lookalike.BenchmarkResult")
        void looksLikeResults() {}

        @NoLeak(benchmark = "lookalike.BenchmarkLeaking")
        void looksClean() {}

        @NoLeak(benchmark = "twice.BenchmarkRegisters")
        void runsOnce() {}

        @NoLeak(benchmark = "twice.BenchmarkRegistersAlways")
        void neverRunsTwice() {}

        @NoLeak(test = "twice.TestRegisters")
        void runsOnceAsTest() {}

        private static void ran(String method, LeakReport report) {
            BODIES.add(method + " " + report.verdict() + " " + report.scenario());
        }
    }

    @GoModule(BROKEN)
    static class MisdeclaredCase {

        @NoLeak(benchmark = "BenchmarkHealthy", test = "TestFails")
        void both() {}

        @NoLeak
        void neither() {}

        @NoLeak(benchmark = "fails.TestFails")
        void testAsBenchmark() {}

        @NoLeak(benchmark = "BenchmarkHealthy", retainedObjects = -1)
        void negativeLimit() {}

        @NoLeak(benchmark = "BenchmarkHealthy", iterations = 0)
        void noIterations() {}

        @NoLeak(benchmark = "BenchmarkHealthy", totalAlloc = "5 bananas")
        void badSize() {}
    }

    static class HomelessCase {

        @NoLeak(benchmark = "BenchmarkHealthy")
        void gate() {}
    }

    @GoModule("../example-tests/go/nowhere")
    static class LostCase {

        @NoLeak(benchmark = "cache.BenchmarkPut")
        void gate() {}
    }

    @GoModule(BROKEN)
    static class HealthyCase {

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        void gate() {}
    }

    @GoModule(BROKEN)
    static class HangingCase {

        @NoLeak(benchmark = "hangs.BenchmarkHangsAlive")
        void alive() {}

        @NoLeak(benchmark = "hangs.BenchmarkLeaksThenHangs")
        void leaksThenHangs() {}

        @NoLeak(test = "hangs.TestHangs")
        void test() {}
    }

    @GoModule(BROKEN)
    static class SpinningCase {

        @NoLeak(benchmark = "hangs.BenchmarkSpins")
        void spins() {}
    }

    @GoModule("src/test/go/odd")
    static class ParentsCase {

        @NoLeak(benchmark = "parents.BenchmarkLeavesChildren")
        void leavesChildren() {}

        @NoLeak(benchmark = "parents.BenchmarkWaitsForChild")
        void hangs() {}

        @NoLeak(benchmark = "rate.BenchmarkChangesTheRate")
        void changesTheRate() {}
    }

    @GoModule(BROKEN)
    static class TwoFailuresCase {

        @NoLeak(benchmark = "samename/two.BenchmarkSame")
        void leaks(LeakReport report) {
            BODIES.add("leaks " + report.verdict());
        }

        @NoLeak(benchmark = "fails.BenchmarkFails")
        void error(LeakReport report) {
            BODIES.add("error " + report.verdict());
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @NoLeak(benchmark = "samename/two.BenchmarkSame", retainedObjects = 1)
    @interface SameGate {}

    @GoModule(BROKEN)
    static class ComposedCase {

        @SameGate
        void gate() {}
    }

    @GoModule(BROKEN)
    @NoLeak(retainedObjects = 1_000_000_000, retainedBytes = "1000GB")
    static class DefaultsCase {

        @NoLeak(benchmark = "samename/two.BenchmarkSame")
        void lenient(LeakReport report) {
            assertThat(report.verdict()).isEqualTo(Verdict.CLEAN);
        }

        @NoLeak(benchmark = "samename/two.BenchmarkSame", retainedObjects = 0)
        void strict() {}
    }

    @GoModule(BROKEN)
    static class FixedCase {

        @NoLeak(benchmark = "samename/one.BenchmarkSame", iterations = 100)
        void clean() {}

        @NoLeak(benchmark = "samename/two.BenchmarkSame", iterations = 50)
        void leaks() {}
    }
}
