package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.Verdict;
import org.junit.jupiter.api.Nested;

@GoModule("go")
@GoBenchmarks(include = "BenchmarkTake")
class BasketTest {

    @NoLeak(benchmark = "basket.BenchmarkPut")
    void leaking() {}

    @NoLeak(benchmark = "basket.BenchmarkPutAndTake")
    void clean(LeakReport report) {
        assertEquals(Verdict.CLEAN, report.verdict());
    }

    @Nested
    class Inside {

        @NoLeak(benchmark = "basket.BenchmarkTake", iterations = 1000)
        void nested() {}
    }
}
