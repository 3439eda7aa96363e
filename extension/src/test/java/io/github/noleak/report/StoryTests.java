package io.github.noleak.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Leak;
import io.github.noleak.LeakReport;
import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import io.github.noleak.diagnosis.Causes;
import io.github.noleak.diagnosis.Diagnostics;
import io.github.noleak.diagnosis.Reachability;
import io.github.noleak.diagnosis.TracedWaits;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.KnownLeak;
import io.github.noleak.judge.Proof;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.SiteFinder;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.Subject;
import io.github.noleak.measure.ThreeSnapshots;
import io.github.noleak.measure.Totals;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryTests {

    private static final String MODULE = "example.com/shop/";
    private static final SiteFinder SITES = new SiteFinder(f -> f.function().startsWith(MODULE));
    private static final Frame PUT = new Frame(MODULE + "cache.(*Cache).Put", "/src/shop/cache/cache.go", 41);
    private static final Frame BENCHMARK =
            new Frame(MODULE + "cache.BenchmarkPut", "/src/shop/cache/cache_test.go", 12);
    private static final Frame WAITING = new Frame(MODULE + "cache.startWorker.func1", "/src/shop/cache/worker.go", 9);
    private static final Frame STARTER = new Frame(MODULE + "cache.startWorker", "/src/shop/cache/worker.go", 8);
    private static final CallStack HEAP = new CallStack(List.of(PUT, BENCHMARK));
    private static final CallStack BLOCKED =
            new CallStack(List.of(new Frame("runtime.gopark", "/go/src/runtime/proc.go", 460), WAITING));

    @Test
    void tellsALeakInTheWordsOfTheGoldenFile() throws IOException {
        assertThat(leak("go test -bench X").message() + "\n").isEqualTo(golden("leak.txt"));
    }

    @Test
    void tellsItAlikeInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale.Builder()
                    .setLanguage("ar")
                    .setRegion("EG")
                    .setExtension('u', "nu-arab")
                    .build());
            assertThat(leak("go test -bench X").message() + "\n").isEqualTo(golden("leak.txt"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void firstLineStandsAlone() {
        String first = leak("go test").message().lines().findFirst().orElseThrow();

        assertThat(first).startsWith("LEAK cache.BenchmarkPut: ").contains("objects", "goroutines", "limit");
    }

    @Test
    void tellsAnErrorAndEscapesWhatTheProcessPrinted() {
        Stopped stopped = new Stopped(
                runPlan(1), Stopped.Cause.FAILED, "panic: \u001b[31mred", List.of("line\rover", "\u0007bell"));
        Conclusion conclusion = new Conclusion(Verdict.ERROR, null, List.of(), List.of(), 0, stopped, List.of());

        String message = reports("go test").of(conclusion, SITES).message();

        assertThat(message)
                .isEqualTo("ERROR cache.BenchmarkPut: panic: \\u001b[31mred\n  line\\u000dover\n  \\u0007bell");
    }

    @Test
    void tellsACleanScenarioInOneLineAndItsNotices() {
        Conclusion conclusion = new Conclusion(
                Verdict.CLEAN, snapshots(), List.of(), List.of(), 32_000, null, List.of("something to know"));

        assertThat(reports("go test").of(conclusion, SITES).message())
                .isEqualTo("CLEAN cache.BenchmarkPut: nothing grows beyond its limit, up to 32,000 operations\n"
                        + "Note: something to know");
    }

    @Test
    void saysInTheFirstLineWhatWouldNotHaveBeenSeen() {
        Conclusion conclusion = new Conclusion(
                Verdict.CLEAN,
                snapshots(),
                List.of(),
                List.of(),
                800,
                null,
                List.of(),
                "",
                "less than 2 objects an operation");

        assertThat(reports("go test").of(conclusion, SITES).message())
                .isEqualTo("CLEAN cache.BenchmarkPut: nothing grows beyond its limit, up to 800 operations;"
                        + " less than 2 objects an operation would not have been seen");
    }

    @Test
    void saysThatAllOfItIsWithinACall() {
        Conclusion conclusion = new Conclusion(
                        Verdict.CLEAN, snapshots(), List.of(), List.of(), 32_000, null, List.of("something to know"))
                .within("noleak.yml:3:5");

        assertThat(reports("go test").of(conclusion, SITES).message()).isEqualTo("""
                        CLEAN cache.BenchmarkPut: nothing grows beyond its limit, up to 32,000 operations within a call
                        Note: This is what one call keeps over its operations (noleak.yml:3:5). What is in its local variables \
                        is let go of when it ends.
                        Note: something to know""");
    }

    @Test
    void tellsWhatKeptAScenarioFromBeingRun() {
        LeakReport report = reports("go test").ofError("cannot be built", List.of("cache.go:3: syntax error"));

        assertThat(report.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(report.message()).isEqualTo("ERROR cache.BenchmarkPut: cannot be built\n  cache.go:3: syntax error");
    }

    @Test
    void tellsWhyAScenarioIsExempt() {
        LeakReport report = reports("go test").ofSkip("starts a real cluster");

        assertThat(report.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(report.message()).isEqualTo("SKIPPED cache.BenchmarkPut: starts a real cluster");
    }

    @Test
    void keepsFingerprintsFreeOfLinesAndOfNumbersOfClosures() {
        assertThat(leak("go test").leaks())
                .hasSize(2)
                .allSatisfy(l -> assertThat(l.fingerprint()).doesNotContain("func1", ":41", ":9"));
    }

    @Test
    void tellsNewLeaksBeforeKnownOnesAndWhyTheseMayStay() {
        KnownLeak known = new KnownLeak("goroutine", 0.5, 0, "ticket 12", LocalDate.of(2027, 1, 31));

        LeakReport report = leak("go test", known);

        assertThat(report.leaks()).extracting(Leak::known).containsExactly(false, true);
        assertThat(report.message()).contains("  known: 0.5 goroutines", "  known until 2027-01-31: ticket 12");
    }

    @Test
    void tellsWhatWitnessesSayOfTheLeaksThatTheyWereAskedAbout() {
        Diagnostics diagnostics = new Diagnostics(
                frame -> frame.equals(PUT) ? Optional.of("x escapes to heap") : Optional.empty(),
                goroutines -> Optional.of(new Reachability(1999, 2000)),
                goroutines -> Optional.of(new TracedWaits(100, 3, 97, 0.0012, 1.5, 0.25)),
                growth -> List.of("cache.all", "next"));

        assertThat(evidence(diagnostics))
                .contains(
                        "the compiler: x escapes to heap",
                        "proven by the runtime for 1,999 of 2,000: blocked on what nothing can reach",
                        "trace of 100 operations: 97 goroutines blocked here, 1.2 ms to 1.5 s after the start, and did not run"
                                + " again in the 250 ms that followed; 3 waits here ended",
                        "held by cache.all -> next");
    }

    @ParameterizedTest
    @CsvSource({
        "chan receive, reachable: blocked on a global or a live value",
        "sync.Mutex.Lock, reachable: blocked on a global or a live value",
        "chan send, 'not proven by the runtime: it finds a way to what they wait for, if only by what they send'",
        "select, 'not proven by the runtime: it finds a way to what they wait for, if only by what they send'",
    })
    void callsReachableOnlyWhatTheRuntimeCanTell(String state, String words) {
        assertThat(LeakFinder.words(new Reachability(0, 5), state)).isEqualTo(words);
        assertThat(LeakFinder.words(new Reachability(5, 5), state)).startsWith("proven by the runtime: ");
    }

    @Test
    void saysOfATraceOnlyWhatIsSeenInIt() {
        assertThat(evidence(traced(new TracedWaits(100, 0, 5, 0, 0, 0.1))))
                .contains(
                        "trace of 100 operations: 5 goroutines blocked here, 0 ms to 0 ms after the start, and did not run"
                                + " again in the 100 ms that followed; no wait here ended");
        assertThat(evidence(traced(new TracedWaits(100, 0, 0, 0, 0, 0))))
                .as("before Go 1.22, or another stack")
                .contains("trace of 100 operations: nothing of these waits");
        assertThat(evidence(traced(new TracedWaits(100, 1, 0, 0, 0, 0))))
                .contains("trace of 100 operations: 1 wait here ended");
        assertThat(evidence(traced(new TracedWaits(1, -1, 0, 0, 0, 0))))
                .contains("trace of 1 operation: nothing of these waits");
    }

    private static Diagnostics traced(TracedWaits seen) {
        return new Diagnostics(
                frame -> Optional.empty(), leak -> Optional.empty(), leak -> Optional.of(seen), growth -> List.of());
    }

    private static List<String> evidence(Diagnostics diagnostics) {
        return new LeakFinder(conclusion(null), snapshots(), SITES, Causes.load(), diagnostics)
                .leaks().stream().flatMap(leak -> leak.evidence().stream()).toList();
    }

    @Test
    void tellsWhatIsWrongWithTheBaselineFirst() {
        Conclusion conclusion = new Conclusion(
                Verdict.ERROR,
                snapshots(),
                List.of(),
                List.of(),
                32_000,
                null,
                List.of("a known leak is gone", "more"));

        assertThat(reports("go test").of(conclusion, SITES).message())
                .startsWith("ERROR cache.BenchmarkPut: a known leak is gone\n");
    }

    private static LeakReport leak(String command) {
        return leak(command, null);
    }

    private static LeakReport leak(String command, @Nullable KnownLeak known) {
        return reports(command).of(conclusion(known), SITES);
    }

    private static Conclusion conclusion(@Nullable KnownLeak known) {
        ThreeSnapshots snapshots = snapshots();
        Growth objects = new Growth(
                new Subject.HeapSite(PUT),
                1000,
                new Amount(1000, 48_000),
                new Amount(2000, 96_000),
                new Amount(4000, 192_000),
                0);
        Growth goroutines = new Growth(
                new Subject.Goroutines(STARTER, WAITING.function()),
                1000,
                new Amount(500, 0),
                new Amount(1000, 0),
                new Amount(2000, 0),
                0);
        List<MetricReport> metrics = List.of(
                metric(Metric.RETAINED_OBJECTS, 3000, 5, Verdict.LEAK),
                metric(Metric.RETAINED_BYTES, 144_000, 1 << 20, Verdict.CLEAN),
                metric(Metric.GOROUTINES, 1500, 0, Verdict.LEAK));
        return new Conclusion(
                Verdict.LEAK,
                snapshots,
                metrics,
                List.of(new Proof(objects, true), new Proof(goroutines, false, known)),
                4000,
                new Stopped(runPlan(16_000), Stopped.Cause.FAILED, "out of memory", List.of("signal: killed")),
                List.of());
    }

    private static MetricReport metric(Metric metric, double growth, long limit, Verdict verdict) {
        return new MetricReport(
                metric, List.of(1.0, 2.0, 4.0), growth / 3000, growth, new Limit(metric, limit, "default"), verdict);
    }

    private static Reports reports(String command) {
        return new Reports("cache.BenchmarkPut", "example.com/shop/cache", "BenchmarkPut", "go1.26.8", command);
    }

    private static ThreeSnapshots snapshots() {
        return new ThreeSnapshots(sample(1000), sample(2000), sample(4000));
    }

    private static Snapshot sample(int done) {
        return new Snapshot(
                runPlan(done),
                1,
                1000,
                true,
                new HeapSnapshot(Map.of(HEAP, new Amount(done, 48.0 * done)), 1),
                List.of(new GoroutineCount("chan receive", false, BLOCKED, STARTER, done / 2)),
                Totals.of(done / 2 + 2, 6, 7),
                1024,
                List.of());
    }

    private static RunPlan runPlan(long operations) {
        return new RunPlan(operations, 1, SettlePolicy.PATIENT, 1, 1);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StoryTests.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
