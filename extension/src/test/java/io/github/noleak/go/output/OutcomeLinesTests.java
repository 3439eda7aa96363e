package io.github.noleak.go.output;

import static io.github.noleak.go.output.Outcome.Kind.FAILED;
import static io.github.noleak.go.output.Outcome.Kind.PASSED;
import static io.github.noleak.go.output.Outcome.Kind.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.Captured;
import io.github.noleak.go.output.Outcome.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeLinesTests {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "go1.19, verbose, TestPasses, PASSED, bench_test.go:92: a log",
                "go1.22, verbose, TestSkips, SKIPPED, bench_test.go:93: needs a cluster|    of three nodes",
                "go1.26, verbose, TestSkips, SKIPPED, bench_test.go:93: needs a cluster|    of three nodes",
                "go1.26, json, TestSkips, SKIPPED, bench_test.go:93: needs a cluster|    of three nodes",
                "go1.26, verbose, TestFails, FAILED, 'bench_test.go:94: first|bench_test.go:94: got 3, want 4'",
                "go1.19, plain, TestFails, FAILED, 'bench_test.go:94: first|bench_test.go:94: got 3, want 4'",
                "go1.26, verbose, TestSub/passes, PASSED, ''",
                "go1.26, verbose, TestSub/skips, SKIPPED, bench_test.go:97: not here",
                "go1.26, json, TestSub/skips, SKIPPED, bench_test.go:97: not here",
                "go1.26, verbose, TestSub/fails/deeper, FAILED, bench_test.go:100: deep trouble",
                "go1.26, plain, TestSub/fails/deeper, FAILED, bench_test.go:100: deep trouble",
                "go1.26, json, TestParallel/a, PASSED, bench_test.go:108: log of a|bench_test.go:110: more of a",
                "go1.26, verbose, TestParallel/b, FAILED, bench_test.go:108: log of b|bench_test.go:110: more of b",
                "go1.22, verbose, TestPretends, PASSED, ''",
                "go1.26, json, TestPretends, PASSED, fake_test.go:1: not real",
                "go1.26, plain, TestSkips, -, -",
                "go1.26, verbose, TestSu, -, -",
                "go1.19, bench-verbose, BenchmarkSkips, SKIPPED, bench_test.go:79: needs a cluster",
                "go1.26, bench-json, BenchmarkSkips, SKIPPED, bench_test.go:79: needs a cluster",
                "go1.22, bench-verbose, BenchmarkSkipsSub/sub, SKIPPED, bench_test.go:89: needs a cluster",
                "go1.19, bench-verbose, BenchmarkFails, FAILED, 'bench_test.go:71: got 3, want 4|    and more'",
                "go1.26, bench-json, BenchmarkFailsAtOnce, FAILED, bench_test.go:75: no",
                "go1.26, bench, BenchmarkFails, FAILED, 'bench_test.go:71: got 3, want 4|    and more'",
                "go1.26, bench, BenchmarkLogs, PASSED, bench_test.go:77: warming up|bench_test.go:77: warming up",
                "go1.26, bench-verbose, BenchmarkQuiet, -, -",
            })
    void readsWhatGoPrints(String go, String file, String name, Kind kind, String text) throws IOException {
        assertThat(OutcomeLines.last(Captured.reader(go, file), name, 2))
                .isEqualTo(kind == null ? null : outcome(kind, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BenchmarkA 1 2 ns/op;PASS | true",
                "--- FAIL: BenchmarkA;FAIL | false",
                "PASS;--- FAIL: BenchmarkA;FAIL | false",
                "\u0016PASS;goleak: Errors on successful test run | true",
                "PASSED | false",
                "'' | false"
            })
    void lastWordOfTheFrameworkSaysWhetherAllHasPassed(String lines, boolean passed) throws IOException {
        assertThat(OutcomeLines.passed(new StringReader(lines.replace(';', '\n'))))
                .isEqualTo(passed);
    }

    @Test
    void givesAParentTheReasonsOfItsSubtests() throws IOException {
        assertThat(OutcomeLines.last(Captured.reader("go1.26", "plain"), "TestSub", 2))
                .isEqualTo(
                        outcome(
                                FAILED,
                                "--- FAIL: TestSub/fails (0.00s)|    bench_test.go:99: sub log"
                                        + "|    --- FAIL: TestSub/fails/deeper (0.00s)|        bench_test.go:100: deep trouble"));
        assertThat(OutcomeLines.last(Captured.reader("go1.26", "json"), "TestSub", 2))
                .isEqualTo(outcome(
                        FAILED,
                        "bench_test.go:97: not here|bench_test.go:99: sub log|bench_test.go:100: deep trouble"));
    }

    @Test
    void tellsEachRepeatApart() throws IOException {
        String run = "=== RUN   TestX\n    x_test.go:3: %s\n--- %s: TestX (0.00s)\n";
        String text = run.formatted("one", "PASS") + run.formatted("two", "FAIL") + run.formatted("three", "PASS");
        assertThat(OutcomeLines.all(new StringReader(text), "TestX", 2))
                .containsExactly(
                        outcome(PASSED, "x_test.go:3: one"),
                        outcome(FAILED, "x_test.go:3: two"),
                        outcome(PASSED, "x_test.go:3: three"));
        assertThat(last(text)).isEqualTo(outcome(PASSED, "x_test.go:3: three"));
    }

    @Test
    void believesOnlyMarkedLinesWhereThereAreMarks() throws IOException {
        String mark = "\u0016";
        assertThat(last(mark + "=== RUN   TestX\n--- FAIL: TestX (0.00s)\n" + mark + "--- SKIP: TestX (0.00s)\n"
                        + "--- FAIL: TestX (0.00s)\n"))
                .isEqualTo(outcome(SKIPPED, ""));
        assertThat(last("--- FAIL: TestX (0.00s)\n" + mark + "=== NAME  \n")).isNull();
    }

    @Test
    void takesNoTalkAboutOutcomesForOne() throws IOException {
        assertThat(last("expected --- FAIL: TestX (0.00s), got none\n")).isNull();
        assertThat(last("--- FAIL: TestX is what I want\n")).isNull();
        assertThat(last("--- FAIL: TestXY (0.00s)\n")).isNull();
        assertThat(last("--- DONE: TestX (0.00s)\n")).isNull();
        assertThat(last("--- FAIL: TestX-8 (0.00s)\n")).isNull();
    }

    @Test
    void boundsTheText() throws IOException {
        StringBuilder text = new StringBuilder("--- FAIL: TestX (0.00s)\n");
        for (int i = 0; i < 100_000; i++) {
            text.append("    line ").append(i).append("x".repeat(100)).append('\n');
        }
        text.append("    ").append("y".repeat(1_000_000));
        assertThat(last(text.toString()))
                .isNotNull()
                .extracting(Outcome::text)
                .satisfies(
                        lines -> assertThat(lines).hasSize(50).last().asString().hasSize(500));
    }

    private static Outcome last(String text) throws IOException {
        return OutcomeLines.last(new StringReader(text), "TestX", 2);
    }

    private static Outcome outcome(Kind kind, String lines) {
        return new Outcome(kind, lines.isEmpty() ? List.of() : List.of(lines.split("\\|", -1)));
    }
}
