package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** The leaking twins of {@link ConnectionLeakTest}; {@link LeakingExamplesTests} runs them. */
@GoModule("go/inventory")
class LeakingConnectionsCase {

    @NoLeak(benchmark = "client.BenchmarkStockLeaking")
    void aClientIsBuiltOnEveryCall() {}

    @NoLeak(benchmark = "gateway.BenchmarkKnowsLeaking")
    void aResponseBodyIsNeverClosed() {}
}
