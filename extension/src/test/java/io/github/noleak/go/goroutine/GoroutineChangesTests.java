package io.github.noleak.go.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.noleak.go.Captured;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoroutineChangesTests {

    private static final String MAIN = "goroutine 1 [running]:\nmain.main()\n\t/src/m.go:3 +0x1\n\n";
    private static final String WAITING = """
            goroutine 7 [chan receive]:
            main.wait(0xc000010000)
            \t/src/m.go:9 +0x1d
            created by main.start in goroutine 1
            \t/src/m.go:5 +0x2

            """;

    private final GoroutineChanges changes = new GoroutineChanges();

    private List<GoroutineGroup> next(String text) throws IOException {
        return changes.next(new StringReader(text));
    }

    private static GoroutineGroup waiting(int count) {
        return new GoroutineGroup(
                "chan receive",
                0,
                false,
                new CallStack(List.of(new Frame("main.wait", "/src/m.go", 9))),
                new Frame("main.start", "/src/m.go", 5),
                count,
                Map.of(),
                0);
    }

    private static GoroutineGroup main(int count) {
        return new GoroutineGroup(
                "running",
                0,
                false,
                new CallStack(List.of(new Frame("main.main", "/src/m.go", 3))),
                null,
                count,
                Map.of(),
                0);
    }

    @Test
    void oneStandsForAllThatAreAlike() throws IOException {
        assertThat(next("stack 0\n" + MAIN + "stack 1\n" + WAITING + "count 0 1\ncount 1 500\n"))
                .containsExactly(main(1), waiting(500));
    }

    @Test
    void whatHasNotChangedIsAsItWas() throws IOException {
        next("stack 0\n" + MAIN + "stack 1\n" + WAITING + "count 0 1\ncount 1 500\n");

        assertThat(next("")).containsExactly(main(1), waiting(500));
        assertThat(next("count 1 1000\n")).containsExactly(main(1), waiting(1000));
        assertThat(next("count 0 0\n")).containsExactly(waiting(1000));
        assertThat(next("count 0 1\ncount 1 0\n")).containsExactly(main(1));
    }

    @Test
    void stacksThatOnlyLookDifferentAreOneGroup() throws IOException {
        String longer = WAITING.replace("[chan receive]", "[chan receive (leaked), 3 minutes]");

        assertThat(next("stack 0\n" + WAITING + "stack 1\n" + longer + "count 0 4\ncount 1 5\n"))
                .singleElement()
                .satisfies(g -> assertThat(g.count()).isEqualTo(9))
                .satisfies(g -> assertThat(g.waitMinutes()).isEqualTo(3))
                .satisfies(g -> assertThat(g.unreachable()).isEqualTo(5));
    }

    @Test
    void thoseWithoutANumberAreThereOnce() throws IOException {
        assertThat(next(WAITING + WAITING + "stack 0\n" + MAIN + WAITING + "count 0 1\n"))
                .containsExactlyInAnyOrder(main(1), waiting(3));
        assertThat(next("")).containsExactly(main(1));
    }

    @Test
    void readsWhatIsInAWholeDump() throws IOException {
        for (String go : List.of("go1.19", "go1.22", "go1.26")) {
            String text = Captured.text(go, "dump");
            assertThat(new GoroutineChanges().next(new StringReader(text)))
                    .isEqualTo(GoroutineDump.parse(new StringReader(text)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count 0 1\n",
                "count 999999999 1\n",
                "stack 0\ncount 0 1\n",
                "stack 0\nnothing\n\ncount 0 1\n",
                "stack 0\nstack 1\ncount 1 1\n",
                "stack 1\n" + MAIN,
                "stack 0\n" + MAIN + "stack 0\n" + MAIN,
                "stack 0\n" + MAIN + "count 0 999999999\n",
            })
    void whatTheGateDoesNotWriteIsAnError(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> next(text))
                .withMessageStartingWith("the goroutines of a checkpoint: ");
    }

    @Test
    void neitherStacksNorTheirTextAreWithoutEnd() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= GoroutineChanges.MOST_STACKS; i++) {
            many.append("stack ").append(i).append('\n').append(MAIN);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> next(many.toString()));

        String frame = "main." + "x".repeat(4000) + "()\n\t/src/m.go:3 +0x1\n";
        StringBuilder large = new StringBuilder();
        for (int i = 0; i * 4000 <= GoroutineChanges.MOST_TEXT; i++) {
            large.append("stack ").append(i).append("\ngoroutine 1 [running]:\n" + frame + "\n");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GoroutineChanges().next(new StringReader(large.toString())))
                .withMessageContaining("too long");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void garbledTextIsAnErrorOrNone(long seed) {
        Random random = new Random(seed);
        String whole = "stack 0\n" + MAIN + "stack 1\n" + WAITING + "count 0 1\ncount 1 500\n";
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 2000; i++) {
                StringBuilder text = new StringBuilder(whole);
                for (int j = random.nextInt(8); j >= 0; j--) {
                    int at = random.nextInt(text.length());
                    int to = Math.min(text.length(), at + random.nextInt(30));
                    switch (random.nextInt(3)) {
                        case 0 -> text.setCharAt(at, (char) random.nextInt(128));
                        case 1 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
                        default -> text.setLength(Math.max(1, to));
                    }
                }
                assertThatCode(() -> {
                            try {
                                new GoroutineChanges().next(new StringReader(text.toString()));
                            } catch (IllegalArgumentException e) {
                                assertThat(e).hasMessageStartingWith("the goroutines of a checkpoint: ");
                            }
                        })
                        .as("seed %d, round %d: %s", seed, i, text)
                        .doesNotThrowAnyException();
            }
        });
    }
}
