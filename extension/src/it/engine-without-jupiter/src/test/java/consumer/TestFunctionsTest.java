package consumer;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;

@GoModule("go")
@GoBenchmarks(include = "", tests = ".*")
class TestFunctionsTest {}
