package io.github.noleak.go.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.noleak.go.Captured;
import io.github.noleak.go.output.BenchmarkOutput;
import io.github.noleak.go.output.OutcomeLines;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and endless text breaks no parser, and takes neither long nor much memory. */
class ParserFuzzTests {

    private static final List<String> SEEDS = List.of(
            Captured.text("go1.19", "dump"),
            Captured.text("go1.26", "dump-labels"),
            Captured.text("go1.26", "die-quit"),
            Captured.text("go1.26", "hang"),
            Captured.text("go1.26", "bench"),
            Captured.text("go1.26", "bench-json"),
            Captured.text("go1.26", "verbose"),
            Captured.text("go1.26", "json"));

    private static final String[] PIECES = {
        "\n",
        "\t",
        ":",
        "(",
        ")",
        "[",
        "]",
        " ",
        "\r\n",
        "\u0016",
        "\0",
        "é",
        "\ud83d",
        "goroutine 1 [",
        "created by ",
        "panic: ",
        "    1000\t",
        " ns/op",
        "BenchmarkNoisy-2",
        "--- FAIL: TestSub",
        "=== RUN   ",
        " +0x",
        "/",
        "99999999999"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void survivesMutations(long seed) {
        Random random = new Random(seed);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 200; i++) {
                String text = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
                int round = i;
                assertThatCode(() -> parseAll(() -> new EndlessReader(text, 1)))
                        .as("seed %d, round %d", seed, round)
                        .doesNotThrowAnyException();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\n",
                "\t",
                "\u0016--- FAIL: TestSub (0.00s)\n",
                "--- FAIL: TestSub (0.00s)\n    a_test.go:1: no\n",
                "BenchmarkNoisy/",
                "BenchmarkNoisy-2 ",
                "BenchmarkNoisy-2 \t    1000\t 1 ns/op\n",
                "    1000\t1 a\t1 b",
                "goroutine 1 [",
                "goroutine 1 [running]:\n",
                "main.f(0x1)\n\t/src/m.go:3 +0x1\n",
                "panic: boom\n",
                "panic: boom\n\ngoroutine 1 [running]:\nmain.f()\n\t/src/m.go:3 +0x1\n\n",
            })
    void endsEndlessRepetitionInBoundedMemory(String piece) {
        String first = "goroutine 1 [running]:\nmain.main()\n\t/src/m.go:3 +0x1\nBenchmarkNoisy-2 \t";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> parseAll(
                        () -> new EndlessReader(first, 1, new EndlessReader(piece, 4_000_000 / piece.length()))));
    }

    @Test
    void keepsLittleOfADumpInWhichEveryNameIsLongAndNew() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            List<GoroutineGroup> groups = GoroutineDump.parse(new LongNames(10_000));
            assertThat(groups).last().satisfies(other -> {
                assertThat(other.state()).isEqualTo(GoroutineGroup.OTHER);
                assertThat(other.count() + groups.size() - 1).isEqualTo(10_000);
            });
            assertThat(groups.stream()
                            .flatMap(group -> group.stack().frames().stream())
                            .mapToLong(frame -> frame.function().length())
                            .sum())
                    .isLessThan(9_000_000);
        });
    }

    private interface Source {
        Reader open();
    }

    private static void parseAll(Source source) throws IOException {
        GoroutineDump.parse(source.open());
        BenchmarkOutput.parse(source.open(), "BenchmarkNoisy", 2, 1000);
        OutcomeLines.all(source.open(), "TestSub", 2);
        OutcomeLines.all(source.open(), "BenchmarkSkips", 2);
        PanicText.find(source.open(), frame -> frame.line() % 2 == 0);
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(30); i >= 0 && mutated.length() > 0; i--) {
            int at = random.nextInt(mutated.length());
            int to = Math.min(mutated.length(), at + random.nextInt(40));
            switch (random.nextInt(6)) {
                case 0 -> mutated.delete(at, to);
                case 1 -> mutated.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(at, to));
                case 3 -> mutated.setCharAt(at, (char) random.nextInt(128));
                case 4 -> mutated.insert(at, mutated.substring(at, to).repeat(1 + random.nextInt(50)));
                default -> {
                    if (random.nextInt(10) == 0) {
                        mutated.setLength(at);
                    }
                }
            }
        }
        return mutated.toString();
    }

    /** Repeats a text without holding more than one copy of it. */
    private static final class EndlessReader extends Reader {
        private final String text;
        private final Reader after;
        private long left;

        EndlessReader(String text, long times) {
            this(text, times, Reader.nullReader());
        }

        EndlessReader(String text, long times, Reader after) {
            this.text = text;
            this.after = after;
            this.left = text.length() * times;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return after.read(buffer, offset, length);
            }
            int count = (int) Math.min(length, left);
            int at = (int) ((text.length() - left % text.length()) % text.length());
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = text.charAt((at + i) % text.length());
            }
            left -= count;
            return count;
        }

        @Override
        public void close() {}
    }

    /** Prints goroutines with names of 3,000 characters, each of them another. */
    private static final class LongNames extends Reader {
        private final int goroutines;
        private int next;
        private String text = "";
        private int at;

        LongNames(int goroutines) {
            this.goroutines = goroutines;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (at == text.length()) {
                if (next == goroutines) {
                    return -1;
                }
                at = 0;
                text = "goroutine 1 [select]:\nmain." + "x".repeat(3000) + next + "()\n\t/src/m.go:3 +0x1\n\n";
                next++;
            }
            int count = Math.min(length, text.length() - at);
            text.getChars(at, at + count, buffer, offset);
            at += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
