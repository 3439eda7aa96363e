package consumer;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

@GoModule("go")
@GoBenchmarks(include = "BenchmarkTake")
@NoLeak(iterations = 1000)
class TakeTest {}
