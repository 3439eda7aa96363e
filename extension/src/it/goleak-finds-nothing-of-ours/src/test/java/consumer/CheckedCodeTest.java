package consumer;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;

/** The Go code looks for goroutines that are left behind by itself. */
@GoModule("go")
@GoBenchmarks(tests = ".*")
class CheckedCodeTest {}
