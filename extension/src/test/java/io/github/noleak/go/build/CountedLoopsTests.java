package io.github.noleak.go.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedLoopsTests {

    private static final String BEFORE = "func BenchmarkPut(b *testing.B) {\n\t";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    for i := 0; i < b.N; i++ {             | for i := 0; b.NoLeakLess(int(i)); i++ {
                    for i := 0; i != b.N; i += 2 {         | for i := 0; b.NoLeakLess(int(i)); i += 2 {
                    for i := 1; i <= b.N; i++ {            | for i := 1; b.NoLeakLess(int(i)-1); i++ {
                    for i := 0; i < b.N && ok; i++ {       | for i := 0; b.NoLeakLess(int(i)) && ok; i++ {
                    for i := uint(0); i < uint(b.N); i++ { | for i := uint(0); b.NoLeakLess(int(i)); i++ {
                    for i < b.N {                          | for b.NoLeakLess(int(i)) {
                    for range b.N {                        | for noleak := 0; b.NoLeakLess(noleak); noleak++ {
                    for i := range b.N {                   | for i := 0; b.NoLeakLess(i); i++ {
                    """)
    void loopOverAllOperationsAsksBeforeEach(String loop, String counted) {
        assertThat(CountedLoops.in(BEFORE + loop + "\n")).contains(BEFORE + counted + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    for b.Loop() {
                    for i := 0; i < c.N; i++ {
                    for i := 0; i < b.N/10; i++ {
                    for i := 0; i < b.Next; i++ {
                    if i < b.N {
                    for { if i < b.N {
                    """)
    void otherLoopStaysAsItIs(String loop) {
        assertThat(CountedLoops.in(BEFORE + loop + "\n")).isEmpty();
    }

    @Test
    void namesOfBenchmarksAreThoseOfTheFile() {
        String source = "func run(bench *testing.B) {\n\tfor i := 0; i < bench.N; i++ {\n";

        assertThat(CountedLoops.in(source))
                .hasValueSatisfying(s -> assertThat(s).contains("bench.NoLeakLess(int(i))"));
        assertThat(CountedLoops.in(source.replace("testing.B", "other.B"))).isEmpty();
    }
}
