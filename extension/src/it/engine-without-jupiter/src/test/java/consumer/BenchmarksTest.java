package consumer;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

@GoModule("go")
@GoBenchmarks
@NoLeak(retainedObjects = 0)
class BenchmarksTest {}
