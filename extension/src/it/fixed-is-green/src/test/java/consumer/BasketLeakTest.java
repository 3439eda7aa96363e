package consumer;

import io.github.noleak.GoModule;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;

@GoModule("go")
class BasketLeakTest {

    @NoLeak(benchmark = "basket.BenchmarkPut")
    void put(LeakReport report) {
        if (report.retainedObjects().growth() > 0) {
            throw new AssertionError(report.message());
        }
    }

    @NoLeak(benchmark = "basket.BenchmarkGone", skip = "moves to another module")
    void exempt() {}
}
