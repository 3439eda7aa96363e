package io.github.noleak.go.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.noleak.go.Captured;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkOutputTests {

    @ParameterizedTest
    @CsvSource({"go1.19, bench", "go1.22, bench", "go1.26, bench", "go1.19, bench-verbose", "go1.26, bench-json"})
    void readsAPlainResult(String go, String file) throws IOException {
        assertThat(BenchmarkOutput.parse(Captured.reader(go, file), "BenchmarkQuiet", 2, 1000))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.name()).isEqualTo("BenchmarkQuiet");
                    assertThat(result.iterations()).isEqualTo(1000);
                    assertThat(result.values()).containsKeys("ns/op", "B/op").containsEntry("allocs/op", 1.0);
                });
    }

    @ParameterizedTest
    @CsvSource({"go1.19, bench", "go1.22, bench", "go1.26, bench", "go1.22, bench-verbose", "go1.26, bench-json"})
    void readsResultsThatOutputTearsApart(String go, String file) throws IOException {
        assertThat(BenchmarkOutput.parse(Captured.reader(go, file), "BenchmarkNoisy", 2, 1000))
                .singleElement()
                .satisfies(result -> assertThat(result.values()).containsOnlyKeys("ns/op"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"go1.19", "go1.22", "go1.26"})
    void readsUnitsOfEveryKindInTheirOrder(String go) throws IOException {
        assertThat(BenchmarkOutput.parse(Captured.reader(go, "bench"), "BenchmarkUnits", 2, 1000))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.values().keySet()).containsExactly("MB/s", "misses/op", "requests/s");
                    assertThat(result.values()).contains(entry("requests/s", 1234000.0), entry("misses/op", 0.0000123));
                });
    }

    @Test
    void readsResultsOfOneProcessorAndOfEveryRepeat() throws IOException {
        assertThat(names(Captured.text("go1.26", "bench-one"), "BenchmarkSub", 1))
                .containsExactly(
                        "BenchmarkSub/size=10",
                        "BenchmarkSub/size=10",
                        "BenchmarkSub/two_words",
                        "BenchmarkSub/two_words",
                        "BenchmarkSub/mixed_[5%]",
                        "BenchmarkSub/mixed_[5%]",
                        "BenchmarkSub/crc(32)+v1.0",
                        "BenchmarkSub/crc(32)+v1.0",
                        "BenchmarkSub/a-8",
                        "BenchmarkSub/a-8",
                        "BenchmarkSub/#00",
                        "BenchmarkSub/#00",
                        "BenchmarkSub/deep/er",
                        "BenchmarkSub/deep/er");
        assertThat(names(Captured.text("go1.26", "bench-one"), "BenchmarkNoisy", 1))
                .hasSize(2);
    }

    @Test
    void takesOnlyTheNameAskedForAndWhatIsBelowIt() throws IOException {
        String text = Captured.text("go1.26", "bench");
        assertThat(names(text, "BenchmarkSub/a-8", 2)).containsExactly("BenchmarkSub/a-8");
        assertThat(names(text, "BenchmarkSub/deep", 2)).containsExactly("BenchmarkSub/deep/er");
        assertThat(names(text, "BenchmarkSub/siz", 2)).isEmpty();
        assertThat(names(text, "BenchmarkSu", 2)).isEmpty();
        assertThat(names(text, "BenchmarkQuiet", 1)).isEmpty();
        assertThat(names(text, "BenchmarkQuiet", 8)).isEmpty();
    }

    @Test
    void findsNoResultOfABenchmarkThatFailed() throws IOException {
        for (String file : List.of("bench", "bench-verbose", "bench-json")) {
            assertThat(names(Captured.text("go1.26", file), "BenchmarkFails", 2))
                    .isEmpty();
            assertThat(names(Captured.text("go1.26", file), "BenchmarkSkipsLate", 2))
                    .isEmpty();
        }
    }

    @Test
    void takesTheLastOfWhatLooksLikeTheResultOfARun() throws IOException {
        String start = "BenchmarkGet-2     \t";
        String real = "    1000\t        23.38 ns/op\n";
        assertThat(only(start + "    1000\t 1.0 ns/op and more\n    1000\t         2.0 ns/op\n" + real))
                .containsExactly(entry("ns/op", 23.38));
        assertThat(only(start + "BenchmarkGet-2 \t    1000\t         2.0 ns/op\n" + real))
                .containsExactly(entry("ns/op", 23.38));
        assertThat(only(start + "hello\nBenchmarkGet-2 \t    1000\t         2.0 ns/op\n" + real))
                .containsExactly(entry("ns/op", 23.38));
        assertThat(only(start + "BenchmarkPut-2 \t    1000\t         2.0 ns/op\nhello\n" + real))
                .containsExactly(entry("ns/op", 23.38));
        assertThat(only("BenchmarkPut-2 \tBenchmarkGet-2 \t    1000\t         2.0 ns/op\n" + start + real))
                .containsExactly(entry("ns/op", 23.38));
    }

    @Test
    void leavesTheResultOfTheNextBenchmarkToIt() throws IOException {
        String ours = "BenchmarkGet-2     \thello\n    1000\t   5.000 ns/op\n";
        String next = "BenchmarkGate-2     \tgoodbye\n    1000\t   7.000 ns/op\n";
        assertThat(only(ours + next)).containsExactly(entry("ns/op", 5.0));
    }

    @Test
    void passesOverResultsOfOtherIterations() throws IOException {
        assertThat(names("BenchmarkGet-2  \t     999\t   5.000 ns/op\n", "BenchmarkGet", 2))
                .isEmpty();
        assertThat(names("BenchmarkGet-2  \t   11000\t   5.000 ns/op\n", "BenchmarkGet", 2))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "go1.19, bench, 96.87",
        "go1.22, bench, 27.74",
        "go1.26, bench, 23.38",
        "go1.26, bench-verbose, 8.711",
        "go1.26, bench-json, 8.603"
    })
    void tellsLookAlikesByTheirWidthAndPlace(String go, String file, double nanoseconds) throws IOException {
        assertThat(BenchmarkOutput.parse(Captured.reader(go, file), "BenchmarkLooksLike", 2, 1000))
                .extracting(result -> result.values().get("ns/op"))
                .containsExactly(nanoseconds);
    }

    @Test
    void keepsRepeatsThatLookAlikesStandBetween() throws IOException {
        String run = """
                BenchmarkGet-2 \thello
                BenchmarkGet-2 \t    1000\t         2.0 ns/op
                BenchmarkGet-2     \tBenchmarkGet-2 \t    1000\t         2.0 ns/op
                hello    1000\t   %s ns/op
                """;
        String text = run.formatted("5.000") + run.formatted("6.000");
        assertThat(BenchmarkOutput.parse(new StringReader(text), "BenchmarkGet", 2, 1000))
                .extracting(result -> result.values().get("ns/op"))
                .containsExactly(5.0, 6.0);
    }

    @Test
    void goesOnAfterAFailedRepeat() throws IOException {
        String failed = "BenchmarkGet-2  \tnoise\n--- FAIL: BenchmarkGet-2\n    a_test.go:3: no\n";
        assertThat(only(failed + "BenchmarkGet-2  \tnoise\n    1000\t   5.000 ns/op\n"))
                .containsExactly(entry("ns/op", 5.0));
    }

    @Test
    void readsAResultWithoutTimes() throws IOException {
        assertThat(only("BenchmarkGet-2  \t    1000\n")).isEmpty();
        assertThat(only("BenchmarkGet-2  \tnoise\n    1000\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.234e+06, 1234000", "0.0000123, 0.0000123", "-3, -3", "+Inf, Infinity", "-Inf, -Infinity", "NaN, NaN"
    })
    void readsNumbersAsGoPrintsThem(String printed, double value) throws IOException {
        assertThat(only("BenchmarkGet-2  \t    1000\t        " + printed + " x/op\n"))
                .containsExactly(entry("x/op", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1f x/op", "x/op", "1 ", "1", "one x/op", "1 x op", ""})
    void takesNothingElseForAValue(String printed) throws IOException {
        assertThat(names("BenchmarkGet-2  \t    1000\t" + printed + "\n", "BenchmarkGet", 2))
                .isEmpty();
    }

    @Test
    void findsTheResultAfterMegabytesInOneLine() throws IOException {
        String noise = "x\t".repeat(3_000_000);
        assertThat(only("BenchmarkGet-2  \t" + noise + "    1000\t   5.000 ns/op\n"))
                .containsExactly(entry("ns/op", 5.0));
        assertThat(only("BenchmarkGet-2  \t" + noise + "\n    1000\t   5.000 ns/op\n"))
                .containsExactly(entry("ns/op", 5.0));
        assertThat(only(noise + "BenchmarkGet-2  \t    1000\t   5.000 ns/op\n")).containsExactly(entry("ns/op", 5.0));
    }

    @Test
    void readsNumbersOfIterationsThatFillTheirColumn() throws IOException {
        assertThat(BenchmarkOutput.parse(
                        new StringReader("BenchmarkGet \tnoise100000000\t   5.000 ns/op\n"),
                        "BenchmarkGet",
                        1,
                        100_000_000))
                .singleElement()
                .extracting(BenchmarkResult::values)
                .isEqualTo(Map.of("ns/op", 5.0));
    }

    private static Map<String, Double> only(String text) throws IOException {
        List<BenchmarkResult> results = BenchmarkOutput.parse(new StringReader(text), "BenchmarkGet", 2, 1000);
        assertThat(results).hasSize(1);
        return results.get(0).values();
    }

    private static List<String> names(String text, String benchmark, int gomaxprocs) throws IOException {
        return BenchmarkOutput.parse(new StringReader(text), benchmark, gomaxprocs, 1000).stream()
                .map(BenchmarkResult::name)
                .toList();
    }
}
