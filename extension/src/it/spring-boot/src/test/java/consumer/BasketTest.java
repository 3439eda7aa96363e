package consumer;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

@GoModule("../go")
@GoBenchmarks(include = "BenchmarkTake")
class BasketTest {

    @NoLeak(benchmark = "basket.BenchmarkPut")
    void leaking() {}

    @NoLeak(benchmark = "basket.BenchmarkPutAndTake")
    void clean() {}
}
