package consumer;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** Surefire runs no class of this name by itself: the suite selects it. */
@GoModule("go")
@GoBenchmarks
@NoLeak(iterations = 1000)
class ShopBenchmarks {}
