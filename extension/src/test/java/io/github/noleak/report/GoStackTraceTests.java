package io.github.noleak.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Leak;
import io.github.noleak.LeakReport;
import io.github.noleak.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoStackTraceTests {

    @Test
    void hasNoFrameWithoutALeak() {
        assertThat(GoStackTrace.of(SampleReports.clean("cache.BenchmarkGet"))).isEmpty();
    }

    @Test
    void showsTheFramesOfTheFirstLeakThatHasAny() {
        LeakReport report = SampleReports.with(List.of(
                leak(),
                leak(
                        new Site("example.com/shop/cache.(*Cache).Put", "/src/shop/cache/cache.go", 41),
                        new Site("example.com/shop/cache.BenchmarkPut", "C:\\src\\shop\\cache_test.go", 12))));

        StackTraceElement[] frames = GoStackTrace.of(report);

        assertThat(frames)
                .containsExactly(
                        new StackTraceElement("example.com/shop/cache", "(*Cache).Put", "cache.go", 41),
                        new StackTraceElement("example.com/shop/cache", "BenchmarkPut", "cache_test.go", 12));
        assertThat(frames[0]).hasToString("example.com/shop/cache.(*Cache).Put(cache.go:41)");
    }

    @Test
    void bearsFunctionsWithoutAPackageAndWithoutAFile() {
        StackTraceElement[] frames = GoStackTrace.of(
                SampleReports.with(List.of(leak(new Site("0x4a3f10", "", 0), new Site("main.main", "main.go", 3)))));

        assertThat(frames).hasSize(2);
        assertThat(frames[0].getMethodName()).isEqualTo("0x4a3f10");
        assertThat(frames[1]).hasToString("main.main(main.go:3)");
    }

    private static Leak leak(Site... stack) {
        return new Leak(
                Leak.Kind.HEAP, "heap x", false, 1, 48, null, null, List.of(stack), null, List.of("grows"), null);
    }
}
