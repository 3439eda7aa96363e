package consumer;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

@GoModule("go")
class BasketLeakTest {

    @NoLeak(benchmark = "basket.BenchmarkPut")
    void put() {}

    @NoLeak(benchmark = "basket.BenchmarkPutAndTake")
    void putAndTake() {}
}
