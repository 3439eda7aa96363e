package io.github.noleak.go.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestingSourceTests {

    private static final String CALL = "\t\t\tr := b.doBench()\n\tb.run1()\n\tb.Run(Benchmark.Name, Benchmark.F)\n";
    private static final String RUN = "\t\t\tok = ok && !t.Failed()\n";
    private static final String MARKS = "\t\tif b.chatty != nil && b.chatty.json {\n";

    @Test
    void addsNoLine() {
        TestingSource source = TestingSource.of("a\n" + CALL + MARKS + "z\n", "a\n" + RUN + "z\n")
                .orElseThrow();

        assertThat(source.benchmark().lines()).hasSize(6);
        assertThat(source.tests().lines()).hasSize(3);
        assertThat(source.tests()).contains("!t.Failed(); if !noleakTested(t) { ran = ran || t.ran; break }\n");
        assertThat(source.benchmark())
                .contains("if !noleakBefore(b) { break }; r := b.doBench(); if !noleakAfter(b, r) { break }\n")
                .contains("if noleakTries(b) { b.run1() }\n")
                .contains(
                        "b.Run(Benchmark.Name, Benchmark.F); for noleakAgain(b) { b.Run(Benchmark.Name, Benchmark.F) }\n");
    }

    @Test
    void asksWhereAFunctionBeginsAndWhereItHasSetUp() {
        String function = """
                	b.benchFunc(b)
                func (b *B) ResetTimer() {
                func (b *B) StartTimer() {
                """;

        assertThat(TestingSource.of(CALL + MARKS + function, RUN).orElseThrow().benchmark())
                .endsWith("""
                	noleakBegins(); b.benchFunc(b)
                func (b *B) ResetTimer() { noleakStarts();
                func (b *B) StartTimer() { noleakStarts();
                """);
    }

    @Test
    void knowsWhetherThereIsALoop() {
        assertThat(TestingSource.of(CALL + MARKS + "b.loop.n = 0", RUN)
                        .orElseThrow()
                        .filledIn("return %LOOPS%"))
                .isEqualTo("return b.loop.n > 0");
        assertThat(TestingSource.of(CALL + MARKS, RUN).orElseThrow().filledIn("return %LOOPS%"))
                .isEqualTo("return false");
    }

    @Test
    void leavesAloneWhatItDoesNotKnow() {
        for (String other : List.of("", MARKS, CALL, CALL + CALL + MARKS, "r = b.doBench()\n" + MARKS)) {
            assertThat(TestingSource.of(other, RUN)).as(other).isEmpty();
        }
        for (String other : List.of("", RUN + RUN)) {
            assertThat(TestingSource.of(CALL + MARKS, other)).as(other).isEmpty();
        }
    }

    @Test
    void toolchainWithoutSourcesHasNone(@TempDir Path root) throws IOException {
        assertThat(TestingSource.in(root)).isEmpty();

        Path file = TestingSource.benchmark(root);
        Files.createDirectories(file.getParent());
        Files.writeString(file, CALL + MARKS);
        Files.writeString(TestingSource.tests(root), RUN);
        assertThat(TestingSource.in(root)).isPresent();
    }
}
