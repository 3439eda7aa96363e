package consumer;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import org.junit.jupiter.api.Tag;

@GoModule("go")
@GoBenchmarks
@Tag("leaks")
class ShopBenchmarksTest {}
