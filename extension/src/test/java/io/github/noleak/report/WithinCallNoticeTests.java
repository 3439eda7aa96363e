package io.github.noleak.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.judge.GrownWithin;
import io.github.noleak.pprof.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithinCallNoticeTests {

    @Test
    void saysWhatGrowsWhereAndHowToHaveItJudged() {
        assertThat(WithinCallNotice.of("cache.BenchmarkPut", List.of(put(41, 2, 112))))
                .isEqualTo(
                        "This grows within a call, up to 52,000 operations, and is let go of when that ends: (*Cache).Put (cache.go:41)"
                                + " by 2 objects, 112B an operation. It is not judged; @NoLeak(within = true), or"
                                + " `within: true` for \"cache.BenchmarkPut\" in noleak.yml, has it judged.");
    }

    @Test
    void roomThatGrowsHasBytesAlone() {
        assertThat(WithinCallNotice.of("cache.BenchmarkPut", List.of(put(41, 0, 17.5))))
                .contains("(*Cache).Put (cache.go:41) by 17.5B an operation.");
    }

    @Test
    void namesThreeLinesAndCountsTheOthers() {
        GrownWithin first = put(41, 3, 300);
        GrownWithin second = put(42, 2, 200);
        GrownWithin third = put(43, 1, 100);
        GrownWithin fourth = put(44, 1, 50);

        assertThat(WithinCallNotice.of("cache.BenchmarkPut", List.of(first, second, third)))
                .contains("cache.go:43) by 1 object, 100B an operation. It is");
        assertThat(WithinCallNotice.of("cache.BenchmarkPut", List.of(first, second, third, fourth)))
                .contains("cache.go:43) by 1 object, 100B an operation, 1 more line. It is")
                .doesNotContain("cache.go:44");
        assertThat(WithinCallNotice.of("cache.BenchmarkPut", List.of(first, second, third, fourth, fourth)))
                .contains(", 2 more lines. It is");
    }

    private static GrownWithin put(int line, double objects, double bytes) {
        return new GrownWithin(
                new Frame("example.com/shop/cache.(*Cache).Put", "/src/shop/cache/cache.go", line),
                objects,
                bytes,
                52_000);
    }
}
