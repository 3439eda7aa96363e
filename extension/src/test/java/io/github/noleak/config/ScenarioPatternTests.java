package io.github.noleak.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioPatternTests {

    @ParameterizedTest
    @CsvSource({
        "cache.BenchmarkGet, cache.BenchmarkGet",
        "cache.BenchmarkG*, cache.BenchmarkGet",
        "cache.Benchmark*, cache.Benchmark",
        "*.BenchmarkGet, cache.BenchmarkGet",
        "internal/*.BenchmarkGet, internal/cache.BenchmarkGet",
        "cache.BenchmarkGet/*, cache.BenchmarkGet/size=10",
        "cache.BenchmarkGet/*/x, cache.BenchmarkGet/size=10/x",
        "cache.BenchmarkGet/**, cache.BenchmarkGet/size=10/x",
        "cache.BenchmarkGet**, cache.BenchmarkGet",
        "cache.BenchmarkGet**, cache.BenchmarkGet/size=10/x",
        "internal/**, internal/a/b.BenchmarkGet/x",
        "**.BenchmarkGet, BenchmarkGet.BenchmarkGet",
        "**/size=10, internal/a/b.BenchmarkGet/size=10",
        "**, BenchmarkGet",
        "***, a/b.BenchmarkGet/x",
        "*a*b*, xxaxxbxx",
        "cache.BenchmarkGet/large file, cache.BenchmarkGet/large_file",
        "cache.BenchmarkMul/2*3, cache.BenchmarkMul/2*3"
    })
    void matches(String pattern, String id) {
        assertThat(new ScenarioPattern(pattern).matches(id)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "cache.BenchmarkGet, cache.BenchmarkGetAll",
        "cache.BenchmarkGet, internal/cache.BenchmarkGet",
        "cache.BenchmarkGet, cache.BenchmarkGet/size=10",
        "cache.BenchmarkGet, cacheXBenchmarkGet",
        "cache.BenchmarkGet*, cache.BenchmarkGet/size=10",
        "*.BenchmarkGet, internal/cache.BenchmarkGet",
        "cache.BenchmarkGet/**, cache.BenchmarkGet",
        "cache.BenchmarkGet/*, cache.BenchmarkGet/size=10/x",
        "cache.Benchmark[GP]et, cache.BenchmarkGet",
        "cache.Benchmark.*, cache.BenchmarkGet",
        "**x, cache.BenchmarkGet",
        "CACHE.BenchmarkGet, cache.BenchmarkGet"
    })
    void doesNotMatch(String pattern, String id) {
        assertThat(new ScenarioPattern(pattern).matches(id)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "cache.BenchmarkGet/size=10, cache.BenchmarkGet, true",
        "cache.BenchmarkGet/*, cache.BenchmarkGet, true",
        "cache.BenchmarkGet**, cache.BenchmarkGet, true",
        "cache.**/size=10, cache.BenchmarkGet, true",
        "internal/**, internal/cache.BenchmarkGet, true",
        "cache.BenchmarkGet, cache.BenchmarkGet, false",
        "cache.BenchmarkGet/, cache.BenchmarkGet, false",
        "cache.BenchmarkG*, cache.BenchmarkGet, false",
        "cache.BenchmarkPut/size=10, cache.BenchmarkGet, false",
        "internal/*, internal/cache.BenchmarkGet, false"
    })
    void knowsWhetherItMayMatchBelowAFunction(String pattern, String function, boolean may) {
        assertThat(new ScenarioPattern(pattern).mayMatchBelow(function)).isEqualTo(may);
    }

    @Test
    void takesNoLongerWhereManyStarsCouldMatchInManyWays() {
        ScenarioPattern hostile = new ScenarioPattern("**a*".repeat(200) + "b");
        String id = "a".repeat(2_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(hostile.matches(id)).isFalse());
    }

    @Test
    void countsWhatStandsForItself() {
        assertThat(new ScenarioPattern("cache.*").literal()).isEqualTo(6);
        assertThat(new ScenarioPattern("cache.*").exact()).isFalse();
        assertThat(new ScenarioPattern("cache.BenchmarkGet").exact()).isTrue();
    }

    @Test
    void readsCharactersOutsideOfTheBasicPlane() {
        assertThat(new ScenarioPattern("x/*").matches("x/\uD83D\uDE00")).isTrue();
        assertThatCode(() -> new ScenarioPattern("\uD83D*").matches("x")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "CheckoutLeakTest.checkout, true",
        "CheckoutLeakTest.*, true",
        "internal/cache.BenchmarkGet, false",
        "BenchmarkGet/v1.2, false",
        "TestStart, false",
        "TestShop.product, true",
        "*LeakTest.product, true",
        "**, false",
        "worker.*, false"
    })
    void knowsTheNamesOfJavaMethodsByTheirClass(String pattern, boolean workload) {
        assertThat(new ScenarioPattern(pattern).isOfWorkload()).isEqualTo(workload);
    }
}
