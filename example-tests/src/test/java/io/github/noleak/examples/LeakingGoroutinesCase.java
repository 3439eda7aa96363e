package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** The leaking twins of {@link GoroutineLeakTest}; {@link LeakingExamplesTests} runs them. */
@GoModule("go/inventory")
class LeakingGoroutinesCase {

    @NoLeak(benchmark = "worker.BenchmarkStartLeaking")
    void aQueueIsNeverClosed() {}

    @NoLeak(test = "worker.TestStartStopLeaking")
    void aTestFunctionLeavesAWorkerBehind() {}

    @NoLeak(benchmark = "prices.BenchmarkFollowLeaking")
    void aWorkerIgnoresItsContext() {}

    @NoLeak(benchmark = "orders.BenchmarkSubmitLeaking")
    void nobodyListensToDone() {}

    @NoLeak(benchmark = "heartbeat.BenchmarkStartLeaking")
    void aTickerIsNeverStopped() {}

    @NoLeak(benchmark = "picking.BenchmarkPickLeaking")
    void aGroupIsNeverDone() {}

    @NoLeak(benchmark = "shelves.BenchmarkTakeLeaking")
    void aLockIsNeverReleased() {}

    @NoLeak(benchmark = "restock.BenchmarkCheckLeaking")
    void nobodyTellsAWatcherToStop() {}
}
