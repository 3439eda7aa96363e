package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.gate.module.FunctionFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionFilterTests {

    private static final List<String> FUNCTIONS =
            List.of("BenchmarkGet", "BenchmarkGetAll", "BenchmarkSlowGet", "TestGet", "TestSlowGet");

    @Test
    void takesAllBenchmarksAndNoTestsByItself() {
        assertThat(takenBy(AllCase.class)).containsExactly("BenchmarkGet", "BenchmarkGetAll", "BenchmarkSlowGet");
    }

    @Test
    void patternsMatchTheWholeName() {
        assertThat(takenBy(OneCase.class)).containsExactly("BenchmarkGet");
    }

    @Test
    void whatIsExcludedIsTakenByNoOtherPattern() {
        assertThat(takenBy(FastCase.class)).containsExactly("BenchmarkGet", "BenchmarkGetAll", "TestGet");
    }

    @Test
    void emptyPatternTakesNothing() {
        assertThat(takenBy(TestsCase.class)).containsExactly("TestGet", "TestSlowGet");
    }

    @Test
    void patternThatMatchesNothingIsIdle() {
        assertThat(filter(IdleCase.class).idle(FUNCTIONS))
                .containsExactly(
                        new FunctionFilter.Idle("include", "Get"),
                        new FunctionFilter.Idle("tests", "BenchmarkGet"),
                        new FunctionFilter.Idle("exclude", "Slow"));
        assertThat(filter(FastCase.class).idle(FUNCTIONS)).isEmpty();
    }

    @Test
    void patternThatIsNoneIsRefused() {
        assertThatThrownBy(() -> filter(WrongCase.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("@GoBenchmarks(exclude = \"Benchmark(Slow\") on WrongCase ")
                .hasMessageContaining("position 15");
    }

    private static List<String> takenBy(Class<?> suite) {
        FunctionFilter filter = filter(suite);
        return FUNCTIONS.stream().filter(filter::takes).toList();
    }

    private static FunctionFilter filter(Class<?> suite) {
        GoBenchmarks wanted = suite.getAnnotation(GoBenchmarks.class);
        return FunctionFilter.of(
                wanted.include(), wanted.exclude(), wanted.tests(), new SuiteDeclaration.Words(suite.getSimpleName()));
    }

    @GoBenchmarks
    static class AllCase {}

    @GoBenchmarks(include = "BenchmarkGet")
    static class OneCase {}

    @GoBenchmarks(exclude = ".*Slow.*", tests = "Test.*")
    static class FastCase {}

    @GoBenchmarks(include = "", tests = ".*")
    static class TestsCase {}

    @GoBenchmarks(include = "Get", exclude = "Slow", tests = "BenchmarkGet")
    static class IdleCase {}

    @GoBenchmarks(exclude = "Benchmark(Slow")
    static class WrongCase {}
}
