package io.github.noleak.go.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.noleak.go.Fixture;
import io.github.noleak.go.GoException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.build.TestBinary;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.ChildProcess;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.go.run.RunResult.Cause;
import io.github.noleak.go.run.RunResult.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs real child processes; where they have to lie, a shell script takes the test binary's place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioRunTests {

    private static final String FACTS = """
            go go1.26.8
            gomaxprocs 2
            profile-rate 1
            planted 16
            elapsed-ns 1000000
            settled true
            goroutines 3
            open-files 5
            open-files-limit 1024
            threads 7
            children 0
            """;

    private final Workplace workplace = Workplace.open();
    private Fixture odd;
    private ScenarioRun leaking;

    @TempDir
    Path directory;

    @BeforeAll
    void build() {
        odd = Fixture.of(workplace, Fixture.ODD);
        leaking = odd.scenario("small.BenchmarkLeaking");
    }

    @AfterAll
    void close() {
        workplace.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void processorsChangeNothing(int processors) {
        Fixture module = Fixture.with(workplace, Fixture.ODD, Map.of("GOMAXPROCS", String.valueOf(processors)));
        Findings leak =
                Fixture.measured(module.scenario("small.BenchmarkLeaking").run(Fixture.request(300)));
        assertThat(Fixture.objectsBy(leak.heap(), "small_test.go")).isBetween(300L, 305L);
        assertThat(leak.results())
                .singleElement()
                .satisfies(r -> assertThat(r.iterations()).isEqualTo(300));
        Findings clean =
                Fixture.measured(module.scenario("small.BenchmarkClean").run(Fixture.request(300)));
        assertThat(Fixture.objectsBy(clean.heap(), "small_test.go")).isLessThan(5);
        Findings late = Fixture.measured(module.scenario("small.BenchmarkLate").run(Fixture.request(300)));
        assertThat(Fixture.goroutinesIn(late, "small_test.go")).isZero();
    }

    @Test
    void goroutinesThatEndLateAreWaitedFor() {
        RunRequest hasty = Fixture.request(100);
        RunRequest patient = new RunRequest(
                100, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(10), hasty.patience(), hasty.timeout(), false);
        ScenarioRun slow = odd.scenario("small.BenchmarkSlowToEnd");
        assertThat(Fixture.goroutinesIn(Fixture.measured(slow.run(patient)), "small_test.go"))
                .isZero();
    }

    @Test
    void plantedControlIsSeen() {
        Findings findings = Fixture.measured(leaking.run(Fixture.request(10)));
        assertThat(findings.planted()).isEqualTo(RunRequest.PLANTED);
        int objects = findings.heap().sampleType("inuse_objects");
        long[] seen = new long[1];
        String plant = leaking.binary().gatePackage() + ".plant";
        findings.heap().forEach((stack, values) -> {
            // The slice that holds them is an object, too.
            if (stack.frames().stream().anyMatch(f -> f.function().equals(plant)) && values[objects] > 1) {
                seen[0] += values[objects];
            }
        });
        assertThat(seen[0]).isEqualTo(RunRequest.PLANTED);
    }

    @Test
    void repeatsAddUp() {
        RunRequest once = Fixture.request(100);
        RunRequest request =
                new RunRequest(100, 3, 1, once.quiet(), once.ceiling(), once.patience(), once.timeout(), false);
        Findings findings = Fixture.measured(leaking.run(request));
        assertThat(findings.results()).hasSize(3);
        assertThat(Fixture.objectsBy(findings.heap(), "small_test.go")).isBetween(300L, 306L);
    }

    @Test
    void runWhoseTraceIsLargerThanAnybodyWouldReadIsEnded() {
        Ended ended = Fixture.ended(
                odd.scenario("small.BenchmarkChatty").run(Fixture.request(200).with(RunRequest.Look.TRACE)));

        assertThat(ended.cause()).isEqualTo(Cause.TOO_SLOW);
        assertThat(ended.headline()).isEqualTo("that of 200 operations is larger than 16 MB");
    }

    @Test
    void processIsHeldWhileItIsLookedAtAndGoesOnThen() {
        List<Boolean> alive = new ArrayList<>();
        RunResult result = leaking.run(Fixture.request(100), (pid, executable) -> {
            assertThat(executable).isExecutable();
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            await().pollDelay(Duration.ofMillis(300)).until(() -> true); // it would have ended by now
            alive.add(process.isAlive());
        });

        assertThat(alive).containsExactly(true);
        assertThat(Fixture.objectsBy(Fixture.measured(result).heap(), "small_test.go"))
                .isBetween(100L, 105L);
    }

    @Test
    void processThatDiesWhileItIsLookedAtIsAFailedRun() {
        RunResult result = leaking.run(
                Fixture.request(100),
                (pid, executable) -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());

        assertThat(Fixture.ended(result).cause()).isEqualTo(Cause.FAILED);
    }

    @Test
    void changedProfileRateIsReported() {
        Findings findings =
                Fixture.measured(odd.scenario("rate.BenchmarkChangesTheRate").run(Fixture.request(10)));
        assertThat(findings.profileRate()).isEqualTo(1 << 20);
    }

    @Test
    void hangIsToldWithTheLineThatBlocks() {
        ScenarioRun hanging =
                Fixture.of(workplace, Fixture.EXAMPLES.resolve("broken")).scenario("hangs.BenchmarkHangsAlive");
        Ended ended = Fixture.ended(hanging.run(hasty()));
        assertThat(ended.cause()).isEqualTo(Cause.HUNG);
        assertThat(String.join("\n", ended.details())).contains("hangs_test.go:23");
        assertNothingRuns();
    }

    @Test
    void blockedWholeProcessIsAHang() {
        ScenarioRun hanging =
                Fixture.of(workplace, Fixture.EXAMPLES.resolve("broken")).scenario("hangs.BenchmarkHangs");
        Ended ended = Fixture.ended(hanging.run(hasty()));
        assertThat(String.join("\n", ended.details())).contains("hangs_test.go:14");
        assertThat(ended.cause()).isEqualTo(Cause.HUNG);
    }

    @Test
    void busyProcessIsTooSlow() {
        ScenarioRun spinning =
                Fixture.of(workplace, Fixture.EXAMPLES.resolve("broken")).scenario("hangs.BenchmarkSpins");
        assertThat(Fixture.ended(spinning.run(hasty())).cause()).isIn(Cause.TOO_SLOW, Cause.HUNG);
        assertNothingRuns();
    }

    @Test
    void busyProcessWithPatienceBeyondTheTimeoutHasNotHung() {
        RunRequest hasty = hasty();
        RunRequest patient = new RunRequest(
                hasty.operations(),
                hasty.repeats(),
                hasty.profileRate(),
                hasty.quiet(),
                hasty.ceiling(),
                hasty.timeout().multipliedBy(4),
                hasty.timeout(),
                false);
        Fixture broken = Fixture.of(workplace, Fixture.EXAMPLES.resolve("broken"));
        assertThat(Fixture.ended(broken.scenario("hangs.BenchmarkSpins").run(patient))
                        .cause())
                .isEqualTo(Cause.TOO_SLOW);
        assertThat(Fixture.ended(broken.scenario("hangs.BenchmarkHangsAlive").run(patient))
                        .cause())
                .isEqualTo(Cause.HUNG);
    }

    @Test
    void processThatGetsFewOfTheProcessorsHasMoreTime() {
        RunRequest usual = Fixture.request(1);
        RunRequest hasty = new RunRequest(
                1, 1, 1, usual.quiet(), usual.ceiling(), Duration.ofMinutes(1), Duration.ofSeconds(2), false);

        Findings found =
                Fixture.measured(odd.scenario("small.BenchmarkWorksNowAndThen").run(hasty));

        assertThat(found.seconds()).isGreaterThan(hasty.timeout().toSeconds());
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "'garbage', text",
        "'\\037\\213\\010\\000broken', cut",
        "'\\012\\377\\377\\377\\377\\017', lengths",
        "'<html>404</html>', page"
    })
    void heapThatIsNoProfileIsUnreadable(String bytes, String kind) throws IOException {
        Ended ended = Fixture.ended(run("""
                printf '%s' > "$NOLEAK_GATE_DIR/heap.pb"
                echo 'goroutine 1 [running]:' > "$NOLEAK_GATE_DIR/goroutines.txt"
                printf 'BenchmarkLeaking-2   \\t      10\\t         1.0 ns/op\\t       0 B/op\\t       0 allocs/op\\n'
                facts
                """.formatted(bytes)));
        assertThat(ended.cause()).as(kind).isEqualTo(Cause.UNREADABLE);
        assertThat(ended.headline()).startsWith("what the gate measured cannot be read: ");
        assertThat(ended.headline().length()).isGreaterThan(45);
    }

    @Test
    void missingHeapIsUnreadable() throws IOException {
        Ended ended = Fixture.ended(run("""
                : > "$NOLEAK_GATE_DIR/goroutines.txt"
                printf 'BenchmarkLeaking-2   \\t      10\\t         1.0 ns/op\\t       0 B/op\\t       0 allocs/op\\n'
                facts
                """));
        assertThat(ended.cause()).isEqualTo(Cause.UNREADABLE);
        assertThat(ended.headline()).contains("heap.pb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "gomaxprocs many", "gomaxprocs 2"})
    void factsThatAreNoneAreUnreadable(String facts) throws IOException {
        Ended ended = Fixture.ended(run("""
                printf 'BenchmarkLeaking-2   \\t      10\\t         1.0 ns/op\\t       0 B/op\\t       0 allocs/op\\n'
                echo '%s' > "$NOLEAK_GATE_DIR/facts"
                """.formatted(facts)));
        assertThat(ended.cause()).isEqualTo(Cause.UNREADABLE);
    }

    @Test
    void truncatedRealHeapIsUnreadable() throws IOException {
        // A real binary writes a real heap, of which half is left.
        Ended ended = Fixture.ended(run("""
                '%s' "$@" || exit
                size=$(wc -c < "$NOLEAK_GATE_DIR/heap.pb")
                head -c $((size / 2)) "$NOLEAK_GATE_DIR/heap.pb" > "$NOLEAK_GATE_DIR/half"
                mv "$NOLEAK_GATE_DIR/half" "$NOLEAK_GATE_DIR/heap.pb"
                """.formatted(leaking.binary().file())));
        assertThat(ended.cause()).isEqualTo(Cause.UNREADABLE);
    }

    @Test
    void silentSuccessIsNone() throws IOException {
        Ended ended = Fixture.ended(run("exit 0"));
        assertThat(ended.cause()).isEqualTo(Cause.FAILED);
        assertThat(ended.headline()).contains("exit code 0");
    }

    @Test
    void outputsEndIsShownOfAFailure() throws IOException {
        Ended ended = Fixture.ended(run("seq 100000; echo 'the last word' >&2; exit 7"));
        assertThat(ended.cause()).isEqualTo(Cause.FAILED);
        assertThat(ended.headline()).contains("exit code 7");
        assertThat(ended.details()).contains("100000", "the last word").hasSizeLessThan(50);
    }

    @Test
    void childThatHoldsTheOutputDoesNotBlock() throws IOException {
        long begin = System.nanoTime();
        Ended ended = Fixture.ended(run("sleep 4712.4712 & exit 7"));
        assertThat(ended.headline()).contains("exit code 7");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(p -> p.info().commandLine().orElse("").contains("sleep 4712.4712"))
                    .forEach(ProcessHandle::destroyForcibly); // the script is no group leader, as the gate is
        }
    }

    @Test
    void binaryThatIsGoneIsTold() {
        TestBinary gone = new TestBinary(
                directory.resolve("gone.test"), odd.module(), leaking.binary().goPackage(), false, null);
        ScenarioRun run = new ScenarioRun(workplace, gone, ScenarioName.parse("small.BenchmarkLeaking"));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(GoException.class)
                .isThrownBy(() -> run.run(Fixture.request(10)))
                .withMessageContaining("example.com/odd/small");
    }

    @Test
    void temporaryFilesOfTheCodeUnderTestAreDeleted() throws IOException {
        Fixture.ended(run("touch \"$TMPDIR/rubbish\"; exit 1"));
        try (Stream<Path> left = Files.walk(workplace.directory())) {
            assertThat(left).noneMatch(p -> p.endsWith("rubbish"));
        }
    }

    @Test
    void closedWorkplaceEndsProcessesAndDeletesFiles() throws Exception {
        Workplace other = Workplace.open();
        ChildProcess process = other.start(List.of("sleep", "60"), directory, Map.of(), null);
        Path place = other.directory();
        assertThat(place).isDirectory();
        other.close();
        assertThat(process.await(Duration.ofSeconds(5))).isTrue();
        assertThat(place).doesNotExist();
    }

    @Test
    void whatTheEndOfTheBuildEndsSaysSoAndBlamesNothingElse() throws Exception {
        Workplace ending = Workplace.open();
        ScenarioRun running = fake(ending, "touch \"$TMPDIR/../began\"; sleep 60");
        CompletableFuture<RunResult> result = CompletableFuture.supplyAsync(() -> running.run(Fixture.request(10)));
        await().until(() -> {
            try (Stream<Path> files = Files.walk(ending.directory())) {
                return files.anyMatch(p -> p.endsWith("began"));
            }
        });
        ending.close();

        assertThatThrownBy(result::join)
                .cause()
                .isInstanceOf(GoException.class)
                .hasMessage("The build was ended before this was done");
        assertThatThrownBy(() -> running.run(Fixture.request(10)))
                .isInstanceOf(GoException.class)
                .hasMessage("The build was ended before this was done");
        assertThatThrownBy(() -> ModuleListing.of(ending, odd.module().settings()))
                .isInstanceOf(GoException.class)
                .hasMessage("The build was ended before this was done");
    }

    private static RunRequest hasty() {
        return new RunRequest(
                1,
                1,
                1,
                Duration.ofMillis(20),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofMillis(1500),
                true);
    }

    private RunResult run(String script) throws IOException {
        return fake(workplace, script).run(Fixture.request(10));
    }

    private ScenarioRun fake(Workplace place, String script) throws IOException {
        Path file = directory.resolve("fake.test");
        Files.writeString(
                file,
                "#!/bin/sh\nfacts() { cat > \"$NOLEAK_GATE_DIR/facts\" <<'END'\n" + FACTS + "END\n}\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        TestBinary fake = new TestBinary(file, odd.module(), leaking.binary().goPackage(), false, null);
        return new ScenarioRun(place, fake, ScenarioName.parse("small.BenchmarkLeaking"));
    }

    private void assertNothingRuns() {
        String place = workplace.directory().toString();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
                assertThat(all.map(p -> p.info().commandLine().orElse(""))).noneMatch(l -> l.contains(place));
            }
        });
    }
}
