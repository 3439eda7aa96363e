package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** Connections that are used again. */
@GoModule("go/inventory")
class ConnectionLeakTest {

    @NoLeak(benchmark = "client.BenchmarkStockOnceFixed")
    void aClientIsBuiltOnce() {}

    @NoLeak(benchmark = "client.BenchmarkStockAtomicFixed")
    void aClientIsBuiltOnceWithoutALock() {}

    @NoLeak(benchmark = "gateway.BenchmarkKnowsFixed")
    void aResponseBodyIsReadAndClosed() {}
}
