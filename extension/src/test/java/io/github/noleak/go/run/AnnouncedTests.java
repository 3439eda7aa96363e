package io.github.noleak.go.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.go.run.SubBenchmarks.Leaf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnnouncedTests {

    private static final String MARK = "\u0016";

    @Test
    void leavesAreThoseThatNothingIsBelow() throws IOException {
        Announced announced = of(run("BenchmarkA"), run("BenchmarkA/x"), run("BenchmarkA/x/y"), run("BenchmarkB"));

        assertThat(announced.leaves("BenchmarkA", List.of())).containsExactly(new Leaf("BenchmarkA/x/y", false));
        assertThat(announced.leaves("BenchmarkB", List.of())).containsExactly(new Leaf("BenchmarkB", false));
        assertThat(announced.leaves("BenchmarkC", List.of())).isEmpty();
        assertThat(announced.last()).contains("BenchmarkB");
    }

    @Test
    void whatWasCalledIsALeafAlsoWhereOthersSeemToBeBelow() throws IOException {
        Announced announced = of(run("BenchmarkA"), run("BenchmarkA/x"), run("BenchmarkA/x/y"));

        assertThat(announced.leaves("BenchmarkA", List.of("BenchmarkA/x")))
                .containsExactly(new Leaf("BenchmarkA/x", false), new Leaf("BenchmarkA/x/y", false));
    }

    @Test
    void whatSkipsItselfIsTold() throws IOException {
        Announced announced = of(run("BenchmarkA"), run("BenchmarkA/x"), MARK + "--- SKIP: BenchmarkA/x\n");

        assertThat(announced.leaves("BenchmarkA", List.of())).containsExactly(new Leaf("BenchmarkA/x", true));
    }

    @Test
    void linesOfTheCodeUnderTestAreNotTakenForGos() throws IOException {
        Announced announced =
                of("=== RUN   BenchmarkFake\n", "no newline" + run("BenchmarkA"), "--- SKIP: BenchmarkA\n");

        assertThat(announced.has("BenchmarkFake")).isFalse();
        assertThat(announced.leaves("BenchmarkA", List.of())).containsExactly(new Leaf("BenchmarkA", false));
    }

    @Test
    void anyOutputCanBeTaken() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i += 50) {
                byte[] mark = (MARK + (random.nextBoolean() ? "=== RUN " : "--- SKIP: ")).getBytes(UTF_8);
                System.arraycopy(mark, 0, bytes, i, Math.min(mark.length, bytes.length - i));
            }
            Announced announced = new Announced();
            announced.from(new ByteArrayInputStream(bytes));
            announced
                    .last()
                    .ifPresent(last ->
                            assertThat(announced.leaves(last, List.of())).isNotEmpty());
        }
    }

    private static String run(String name) {
        return MARK + "=== RUN   " + name + "\n";
    }

    private static Announced of(String... lines) throws IOException {
        Announced announced = new Announced();
        announced.from(new ByteArrayInputStream(String.join("", lines).getBytes(UTF_8)));
        return announced;
    }
}
