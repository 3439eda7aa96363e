package consumer;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

@GoModule("go")
class SecondForkTest {

    @NoLeak(benchmark = "basket.BenchmarkPutAndTake")
    void putAndTake() {}

    @NoLeak(benchmark = "basket.BenchmarkPutAndTake")
    void shared() {}
}
