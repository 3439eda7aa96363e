package io.github.noleak.go.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.NoSuchNameException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.pprof.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
class SeriesRunTests {

    private static final int CALLS = 8;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final Workplace workplace = Workplace.open();
    private Fixture odd;
    private TestBinary binary;
    private Path tornDown;

    @BeforeAll
    void build(@TempDir Path directory) {
        tornDown = directory.resolve("torn-down");
        odd = Fixture.with(workplace, Fixture.ODD, Map.of("ODD_TORN_DOWN", tornDown.toString()));
        binary = built("series");
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    private TestBinary built(String id) {
        TestBinary built =
                TestBinary.build(workplace, odd.module(), odd.module().byId(id).orElseThrow());
        assertThat(built.series()).isTrue();
        return built;
    }

    @Test
    void everyBenchmarkIsCalledWithTheSameNumberOfOperations() {
        SeriesRun.Result result = run("BenchmarkLeaking", "BenchmarkFixed");

        assertThat(result.ended()).isTrue();
        assertThat(result.series())
                .extracting(SeriesFindings::name)
                .containsExactly("BenchmarkLeaking", "BenchmarkFixed");
        assertThat(result.series()).allSatisfy(series -> {
            assertThat(series.calls()).hasSize(CALLS);
            assertThat(series.calls())
                    .extracting(SeriesFindings.Call::operations)
                    .containsOnly(200L);
            assertThat(series.calls()).allMatch(SeriesFindings.Call::settled);
        });
    }

    @Test
    void callsKeepWhatTheirOperationsKeep() {
        SeriesRun.Result result = run("BenchmarkLeaking", "BenchmarkFixed");

        // Go calls a benchmark with one operation before each number of them, which is one of them.
        assertThat(added(result, "BenchmarkLeaking")).containsOnly(200L);
        assertThat(added(result, "BenchmarkFixed")).containsOnly(0L);
    }

    @Test
    void benchmarkThatCountsByLoopHasAllItsOperationsInOneCall() {
        assumeThat(Fixture.minor(odd.module().goVersion())).isGreaterThanOrEqualTo(24);
        SeriesRun.Result result = run(built("loops"), List.of("BenchmarkLeaking", "BenchmarkFixed"), LONG);

        assertThat(series(result, "BenchmarkLeaking").calls())
                .extracting(SeriesFindings.Call::operations)
                .hasSize(CALLS)
                .containsOnly(200L);
        assertThat(added(result, "BenchmarkLeaking")).containsOnly(200L);
        assertThat(added(result, "BenchmarkFixed")).containsOnly(0L);
    }

    @Test
    void eachCallShowsTheControlObjectsOfAllBefore() {
        SeriesRun.Result result = run("BenchmarkFixed", "BenchmarkAfter");

        List<Integer> planted = new ArrayList<>();
        result.series().forEach(s -> s.calls().forEach(c -> planted.add(c.planted())));
        assertThat(planted).containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32);
        assertThat(inUse(series(result, "BenchmarkFixed"), ".plantOne")).containsExactly(2, 4, 6, 8, 10, 12, 14, 16);
        assertThat(inUse(series(result, "BenchmarkAfter"), ".plantOne"))
                .containsExactly(18, 20, 22, 24, 26, 28, 30, 32);
    }

    @Test
    void nameAndFlagsAreThoseOfGoTest() {
        SeriesRun.Result result = run("BenchmarkNamed");

        assertThat(series(result, "BenchmarkNamed/sub/of_it").isComplete()).isTrue();
        assertThat(series(result, "BenchmarkNamed/leaking").isComplete()).isTrue();
        assertThat(result.announced().leaves("BenchmarkNamed", List.of()))
                .containsExactly(
                        new SubBenchmarks.Leaf("BenchmarkNamed/sub/of_it", false),
                        new SubBenchmarks.Leaf("BenchmarkNamed/leaking", false),
                        new SubBenchmarks.Leaf("BenchmarkNamed/skipping", true));
    }

    @Test
    void testMainTearsDown() {
        run("BenchmarkAfter");

        assertThat(tornDown).exists();
    }

    /** As a TestMain that looks for goroutines does: nobody knows whose they are. */
    @Test
    void processThatFailsAtItsEndHasShownNothing() {
        Fixture failing = Fixture.with(workplace, Fixture.ODD, Map.of("ODD_FAILS_LATE", "true"));
        TestBinary tests = TestBinary.build(
                workplace, failing.module(), failing.module().byId("series").orElseThrow());

        assertThat(run(tests, List.of("BenchmarkFixed"), LONG).series()).isEmpty();
        assertThat(run(tests, List.of("BenchmarkFixed", "BenchmarkFailingLate"), LONG)
                        .series())
                .extracting(SeriesFindings::name)
                .containsExactly("BenchmarkFixed", "BenchmarkFailingLate");
    }

    @Test
    void benchmarkThatFailsBreaksItsOwnSeriesOff() {
        SeriesRun.Result result = run("BenchmarkFailingLate", "BenchmarkAfter");

        assertThat(series(result, "BenchmarkFailingLate").ended()).isEqualTo("failed");
        assertThat(series(result, "BenchmarkAfter").isComplete()).isTrue();
        assertThat(result.ended()).isTrue();
    }

    @Test
    void operationsTakeTheTimeThatTheyTakeAndNotWhatGoCounts() {
        SeriesRun.Result result = run("BenchmarkOutOfTime", "BenchmarkSettingUp", "BenchmarkSlow");

        assertThat(series(result, "BenchmarkOutOfTime").calls())
                .extracting(SeriesFindings.Call::operations)
                .allSatisfy(n -> assertThat(n).isBetween(2L, 199L));
        assertThat(series(result, "BenchmarkSettingUp").ended()).isEqualTo("setup");
        assertThat(series(result, "BenchmarkSlow").ended()).isEqualTo("slow");
        assertThat(alone("BenchmarkSlow").calls())
                .extracting(SeriesFindings.Call::operations)
                .hasSize(CALLS)
                .allSatisfy(n -> assertThat(n).as("too few beside others").isLessThan(4));
    }

    @Test
    void operationsOfSecondsHaveTimeOfTheirOwnWhereTheyAreAlone() {
        assertThat(series(run("BenchmarkSlower"), "BenchmarkSlower").ended())
                .as("beside others")
                .isNotEqualTo("complete");
        assertThat(alone("BenchmarkSlower").calls())
                .extracting(SeriesFindings.Call::operations)
                .as("enough to see what each adds")
                .containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void setUpIsToldFromASlowOperationByACallOfTwo() {
        for (String function : List.of("BenchmarkSettingUp", "BenchmarkSettingUpInTime")) {
            assertThat(alone(function, request(LONG, true, 0, Duration.ofMillis(50)))
                            .calls())
                    .extracting(SeriesFindings.Call::operations)
                    .as(function)
                    .hasSize(4)
                    .containsOnly(128L);
        }
    }

    private SeriesFindings alone(String function) {
        return alone(function, request(LONG, true, 0));
    }

    private SeriesFindings alone(String function, SeriesRequest request) {
        return complete(result(function, request));
    }

    private SeriesResult result(String function, SeriesRequest request) {
        return new SeriesRun(workplace, binary).run(ScenarioName.parse(function), request);
    }

    private static SeriesFindings complete(SeriesResult result) {
        assertThat(result)
                .as(() -> result instanceof SeriesResult.BrokenOff off
                        ? off.end().headline() + off.end().details()
                        : "")
                .isInstanceOf(SeriesResult.Complete.class);
        return ((SeriesResult.Complete) result).findings();
    }

    @Test
    void processThatKeepsMuchIsUsedForNoOther() {
        SeriesRun.Result result = run("BenchmarkFixed", "BenchmarkGoroutine", "BenchmarkAfter");

        assertThat(result.isFull()).isTrue();
        assertThat(result.lastFunction()).contains("BenchmarkGoroutine");
        assertThat(result.announced().has("BenchmarkAfter")).isTrue();
        assertThat(result.series()).extracting(SeriesFindings::name).doesNotContain("BenchmarkAfter");
    }

    @Test
    void changedProfileRateShows() {
        assertThat(series(run("BenchmarkProfileRate"), "BenchmarkProfileRate").profileRate())
                .isEqualTo(512 << 10);
    }

    @Test
    void whatComesBeforeAPanicIsKnown() {
        SeriesRun.Result result = run("BenchmarkFixed", "BenchmarkPanicking", "BenchmarkAfter");

        assertThat(result.ended()).isFalse();
        assertThat(result.announced().last()).contains("BenchmarkPanicking");
        assertThat(result.series()).extracting(SeriesFindings::name).containsExactly("BenchmarkFixed");
    }

    @Test
    void processThatGetsNoFurtherIsEnded() {
        SeriesRun.Result result =
                run(binary, List.of("BenchmarkFixed", "BenchmarkHanging", "BenchmarkAfter"), Duration.ofSeconds(2));

        assertThat(result.ended()).isFalse();
        assertThat(result.announced().last()).contains("BenchmarkHanging");
        assertThat(result.series()).extracting(SeriesFindings::name).containsExactly("BenchmarkFixed");
    }

    @Test
    void eachCallThatIsNotedSaysThatTheProcessGetsOn() {
        Duration longerThanACall = Duration.ofSeconds(3);

        SeriesFindings slow = alone("BenchmarkSlow", request(longerThanACall, true, 32));

        assertThat(slow.calls())
                .as("of 0.8 s each")
                .extracting(SeriesFindings.Call::operations)
                .hasSize(CALLS)
                .containsOnly(32L);
    }

    @Test
    void testIsRunAgainAndAgainWithCheckpointsBetween() {
        SeriesFindings leaking = complete(test("TestLeaking"));
        SeriesFindings fixed = complete(test("TestFixed"));

        assertThat(leaking.calls()).extracting(SeriesFindings.Call::operations).containsOnly(200L);
        assertThat(inUse(leaking, ".TestLeaking")).hasSize(CALLS);
        for (int i = 1; i < CALLS; i++) {
            assertThat(inUse(leaking, ".TestLeaking").get(i)
                            - inUse(leaking, ".TestLeaking").get(i - 1))
                    .isEqualTo(200);
        }
        assertThat(fixed.calls())
                .extracting(call -> call.amounts().get("goroutines"))
                .containsOnly(1L);
    }

    @Test
    void testThatSkipsItselfOrFailsIsToldApart() {
        assertThat(broken(test("TestSkipping")).end())
                .isEqualTo(new RunResult.Ended(
                        RunResult.Cause.SKIPPED,
                        "series_test.go:150: not here",
                        List.of("series_test.go:150: not here")));
        assertThat(broken(test("TestFailingLate"))).satisfies(off -> {
            assertThat(off.operations()).isBetween(100L, 400L);
            assertThat(off.end().headline()).isEqualTo("failed (exit code 1)");
            assertThat(off.end().details())
                    .anyMatch(l -> l.startsWith("--- FAIL: TestFailingLate ("))
                    .anyMatch(l -> l.endsWith(": late"));
        });
    }

    @Test
    void benchmarkThatFailsInALaterCallSaysSo() {
        SeriesResult.BrokenOff off = broken(result("BenchmarkFailingLate", request(LONG, true, 0)));

        assertThat(off.end().headline()).isEqualTo("failed (exit code 1)");
        assertThat(off.end().details())
                .contains("--- FAIL: BenchmarkFailingLate", "    series_test.go:70: no more than one")
                .noneMatch(line -> line.contains("=== ") || line.contains("ns/op"));
    }

    /** A toolchain that go has downloaded is used by a link, whose name nobody is told. */
    @Test
    void filesOfGosLibraryHaveTheirOwnNames() {
        String library = odd.module().goRoot() + "/src/testing/benchmark.go";
        SeriesFindings leaking = alone("BenchmarkLeaking");
        List<String> names = new ArrayList<>();
        Objects.requireNonNull(leaking.heap())
                .forEach((stack, values) -> stack.frames().forEach(f -> names.add(f.file())));
        leaking.calls()
                .forEach(call -> call.goroutines()
                        .forEach(group -> group.stack().frames().forEach(f -> names.add(f.file()))));

        assertThat(names).contains(library).noneMatch(name -> name.contains("/noleak-"));
        assertThat(broken(result("BenchmarkHanging", request(LONG, true, 0)))
                        .end()
                        .details())
                .anyMatch(line -> line.contains(library))
                .noneMatch(line -> line.contains("/noleak-"));
    }

    @Test
    void panicSaysWhereItWas() {
        SeriesResult.BrokenOff off = broken(result("BenchmarkPanicking", request(LONG, true, 0)));

        assertThat(off.operations()).isBetween(2L, 17L);
        assertThat(off.end().cause()).isEqualTo(RunResult.Cause.FAILED);
        assertThat(off.end().headline()).isEqualTo("panic: no more than one (exit code 2)");
        assertThat(off.end().details()).anyMatch(line -> line.contains("series_test.go:"));
    }

    @Test
    void hangSaysWhereTheGoroutinesAre() {
        SeriesResult.BrokenOff off = broken(result("BenchmarkHanging", request(Duration.ofSeconds(2), true, 0)));

        assertThat(off.end().cause()).isEqualTo(RunResult.Cause.HUNG);
        assertThat(off.end().headline()).isEqualTo("fatal error: all goroutines are asleep - deadlock!");
        assertThat(off.end().details()).anyMatch(line -> line.contains("series_test.go:"));
    }

    @Test
    void whatIsAtWorkIsSlowAndNoHang() {
        SeriesResult.BrokenOff off = broken(result("BenchmarkSpinning", request(Duration.ofSeconds(1), true, 0)));

        assertThat(off.end().cause()).isEqualTo(RunResult.Cause.TOO_SLOW);
        assertThat(off.operations()).isEqualTo(17);
        assertThat(off.end().headline()).startsWith("17 operations were not done after ");
    }

    @Test
    void benchmarkThatSkipsItselfSaysWhy() {
        SeriesResult.BrokenOff off = broken(result("BenchmarkNamed/skipping", request(LONG, true, 0)));

        assertThat(off.end().cause()).isEqualTo(RunResult.Cause.SKIPPED);
        assertThat(off.end().headline()).endsWith("series_test.go:64: it skips itself");
    }

    @Test
    void nameThatIsNotThereIsToldFromWhatPasses() {
        for (String name : List.of("BenchmarkNamed/nope", "TestFixed/nope")) {
            assertThatThrownBy(() -> result(name, request(LONG, true, 0)))
                    .isInstanceOf(NoSuchNameException.class)
                    .hasMessageStartingWith("there is no " + name);
        }
    }

    @Test
    void processThatFailsAtItsEndIsKnownWhereItHasOneBenchmark() {
        Fixture failing = Fixture.with(workplace, Fixture.ODD, Map.of("ODD_FAILS_LATE", "true"));
        TestBinary tests = TestBinary.build(
                workplace, failing.module(), failing.module().byId("series").orElseThrow());

        SeriesResult result =
                new SeriesRun(workplace, tests).run(ScenarioName.parse("BenchmarkFixed"), request(LONG, true, 0));

        assertThat(result).isInstanceOfSatisfying(SeriesResult.FailedLater.class, late -> {
            assertThat(late.findings().calls()).hasSize(CALLS);
            assertThat(late.failure().headline()).isEqualTo("failed after its tests had passed (exit code 3)");
        });
    }

    /** A function is called as a whole, and each of its sub-benchmarks has all operations of the call. */
    @Test
    void subBenchmarksAreCalledTogetherWhereTheirFunctionIsAskedFor() {
        SeriesFindings whole = alone("BenchmarkParts");

        assertThat(whole.calls())
                .extracting(SeriesFindings.Call::operations)
                .hasSize(CALLS)
                .containsOnly(200L);
        List<Integer> kept = inUse(whole, ".BenchmarkParts.func1");
        for (int i = 1; i < CALLS; i++) {
            assertThat(kept.get(i) - kept.get(i - 1))
                    .as("200 of each of two parts")
                    .isEqualTo(400);
        }
    }

    @Test
    void partThatFailsBreaksTheWholeOff() {
        assertThat(broken(result("BenchmarkPartFailing", request(LONG, true, 0)))
                        .end()
                        .details())
                .anyMatch(line -> line.startsWith("--- FAIL: BenchmarkPartFailing/late"));
    }

    @Test
    void operationsThatKeepMuchAreCalledOneByOne() {
        assertThat(alone("BenchmarkManyGoroutines").calls())
                .extracting(SeriesFindings.Call::operations)
                .containsExactly(1L, 1L, 1L, 1L);
    }

    private SeriesResult test(String function) {
        return result(function, request(LONG, true, 0));
    }

    private static SeriesResult.BrokenOff broken(SeriesResult result) {
        assertThat(result).isInstanceOf(SeriesResult.BrokenOff.class);
        return (SeriesResult.BrokenOff) result;
    }

    private SeriesRun.Result run(String... functions) {
        return run(binary, List.of(functions), LONG);
    }

    private SeriesRun.Result run(TestBinary tests, List<String> functions, Duration timeout) {
        return new SeriesRun(workplace, tests).run(functions, request(timeout));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BenchmarkLeaking", "TestLeaking"})
    void slowCallsFollowTheWait(String function) {
        SeriesRequest request = request(LONG, true, 100, Duration.ofMillis(200), Duration.ofMillis(50), 3);

        SeriesResult result = new SeriesRun(workplace, binary).run(new ScenarioName("series", function, ""), request);

        assertThat(result).isInstanceOf(SeriesResult.Complete.class);
        SeriesFindings findings = ((SeriesResult.Complete) result).findings();
        List<SeriesFindings.Call> calls = findings.calls();
        assertThat(calls).hasSize(CALLS + 2);
        assertThat(calls.get(CALLS).operations()).as("the wait").isZero();
        SeriesFindings.Call slowly = calls.get(CALLS + 1);
        assertThat(slowly.operations()).isBetween(3L, 6L);
        assertThat(slowly.elapsed()).isGreaterThanOrEqualTo(3 * PAUSE.toNanos());
        List<Integer> inUse = inUse(findings, "." + function);
        assertThat((long) inUse.get(CALLS + 1) - inUse.get(CALLS)).isEqualTo(slowly.operations());
    }

    private static SeriesRequest request(Duration timeout) {
        return request(timeout, false, 0);
    }

    private static SeriesRequest request(Duration timeout, boolean alone, long operations) {
        return request(timeout, alone, operations, Duration.ofMillis(200));
    }

    private static SeriesRequest request(Duration timeout, boolean alone, long operations, Duration setUp) {
        return request(timeout, alone, operations, setUp, Duration.ZERO, 0);
    }

    static Map<String, Long> room(long bytes, long counts) {
        return Map.of(
                "heap", bytes,
                "off-heap", bytes,
                "goroutines", counts,
                "open-files", counts,
                "threads", counts,
                "child-processes", counts);
    }

    private static SeriesRequest request(
            Duration timeout, boolean alone, long operations, Duration setUp, Duration rest, int slowCalls) {
        return new SeriesRequest(
                CALLS,
                4,
                CALLS * 200,
                CALLS * 100,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(320),
                Duration.ofSeconds(1),
                setUp,
                room(16 << 20, 100),
                operations,
                1,
                alone,
                false,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                rest,
                rest,
                slowCalls,
                PAUSE,
                timeout,
                timeout,
                timeout);
    }

    private static SeriesFindings series(SeriesRun.Result result, String name) {
        return result.series().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns by how many objects of a benchmark each call has more than the one before, but for the first, which warms up. */
    private static List<Long> added(SeriesRun.Result result, String name) {
        List<Integer> inUse = inUse(series(result, name), "." + name);
        List<Long> added = new ArrayList<>();
        for (int i = 2; i < inUse.size(); i++) {
            added.add((long) inUse.get(i) - inUse.get(i - 1));
        }
        return added;
    }

    /** Counts the small objects in use that a function has a part in, after each call. */
    private static List<Integer> inUse(SeriesFindings series, String function) {
        Profile heap = Objects.requireNonNull(series.heap());
        int[] sums = new int[series.calls().size()];
        heap.forEach((stack, values) -> {
            boolean own = stack.frames().stream().anyMatch(f -> f.function().endsWith(function));
            for (int i = 0; i < sums.length; i++) {
                long objects = values[heap.sampleType("inuse_objects_" + (i + 1))];
                long bytes = values[heap.sampleType("inuse_space_" + (i + 1))];
                sums[i] += own && objects > 0 && bytes / objects <= 64 ? (int) objects : 0;
            }
        });
        List<Integer> all = new ArrayList<>();
        for (int sum : sums) {
            all.add(sum);
        }
        return all;
    }
}
