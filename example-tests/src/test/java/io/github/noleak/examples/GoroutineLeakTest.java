package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** Goroutines that end with what they were started for. */
@GoModule("go/inventory")
class GoroutineLeakTest {

    @NoLeak(benchmark = "worker.BenchmarkStartFixed")
    void aWorkerEndsWithItsQueue() {}

    @NoLeak(test = "worker.TestStartStopFixed")
    void aTestFunctionLeavesNoWorkerBehind() {}

    @NoLeak(benchmark = "prices.BenchmarkFollowFixed")
    void aWorkerEndsWithItsContext() {}

    @NoLeak(benchmark = "orders.BenchmarkSubmitFixed")
    void closingDoneWaitsForNobody() {}

    @NoLeak(benchmark = "heartbeat.BenchmarkStartFixed")
    void aHeartbeatStopsItsTicker() {}

    @NoLeak(benchmark = "picking.BenchmarkPickFixed")
    void aMissingItemIsDoneToo() {}

    @NoLeak(benchmark = "shelves.BenchmarkTakeFixed")
    void aLockIsReleasedInAnyCase() {}

    @NoLeak(benchmark = "restock.BenchmarkCheckFixed")
    void aWatcherIsClosed() {}
}
