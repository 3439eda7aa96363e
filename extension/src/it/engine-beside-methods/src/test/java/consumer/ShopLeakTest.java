package consumer;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

@GoModule("go")
@GoBenchmarks
class ShopLeakTest {

    @NoLeak(benchmark = "BenchmarkPut", retainedObjects = 1_000_000_000, retainedBytes = "1000GB")
    void put() {}
}
