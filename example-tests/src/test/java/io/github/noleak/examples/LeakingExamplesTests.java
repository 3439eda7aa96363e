package io.github.noleak.examples;

import io.github.noleak.Metric;
import org.junit.jupiter.api.Test;

/** Every leaking example fails its gate, for the right reason and at the right line. */
class LeakingExamplesTests {

    @Test
    void findsAQueueThatIsNeverClosed() {
        FailedGate.of(LeakingGoroutinesCase.class, "aQueueIsNeverClosed")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("worker/worker.go");
    }

    @Test
    void findsAWorkerThatATestFunctionLeavesBehind() {
        FailedGate.of(LeakingGoroutinesCase.class, "aTestFunctionLeavesAWorkerBehind")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("worker/worker.go");
    }

    @Test
    void findsAWorkerThatIgnoresItsContext() {
        FailedGate.of(LeakingGoroutinesCase.class, "aWorkerIgnoresItsContext")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("prices/prices.go");
    }

    @Test
    void findsADoneChannelThatNobodyListensTo() {
        FailedGate.of(LeakingGoroutinesCase.class, "nobodyListensToDone")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("orders/orders.go");
    }

    @Test
    void findsATickerThatIsNeverStopped() {
        FailedGate.of(LeakingGoroutinesCase.class, "aTickerIsNeverStopped")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("heartbeat/heartbeat.go");
    }

    @Test
    void findsACallbackThatKeepsALargeSlice() {
        FailedGate.of(LeakingHeapCase.class, "aCallbackKeepsALargeSlice")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("events/events.go");
    }

    @Test
    void findsAHeaderThatKeepsItsPage() {
        FailedGate.of(LeakingHeapCase.class, "aHeaderKeepsItsPage")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("catalog/catalog.go");
    }

    @Test
    void findsAMapThatOnlyGrows() {
        FailedGate.of(LeakingHeapCase.class, "aMapOnlyGrows")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("cache/cache.go");
    }

    @Test
    void findsOneObjectInAThousandOperations() {
        FailedGate.of(LeakingHeapCase.class, "oneOperationInAThousandKeepsAnObject")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("parcels/parcels.go");
    }

    @Test
    void findsBytesThatAreNoObjects() {
        FailedGate.of(LeakingHeapCase.class, "aHistoryGrowsByBytesAlone")
                .isALeakOf(Metric.RETAINED_BYTES)
                .namesTheMarkedLinesOf("climate/climate.go");
    }

    @Test
    void findsAClientThatIsBuiltOnEveryCall() {
        FailedGate.of(LeakingConnectionsCase.class, "aClientIsBuiltOnEveryCall")
                .isALeakOf(Metric.OPEN_FILES)
                .namesTheMarkedLinesOf("client/client.go");
    }

    @Test
    void findsAResponseBodyThatIsNeverClosed() {
        FailedGate.of(LeakingConnectionsCase.class, "aResponseBodyIsNeverClosed")
                .isALeakOf(Metric.OPEN_FILES)
                .namesTheMarkedLinesOf("gateway/gateway.go");
    }

    @Test
    void findsFilesThatDeferInALoopHoldsOpen() {
        FailedGate.of(LeakingFilesAndThreadsCase.class, "deferInALoopHoldsFilesOpen")
                .isALeakOf(Metric.OPEN_FILES)
                .namesTheMarkedLinesOf("imports/imports.go");
    }

    @Test
    void findsAThreadThatIsLockedForEver() {
        FailedGate.of(LeakingFilesAndThreadsCase.class, "aThreadIsLockedForEver")
                .isALeakOf(Metric.THREADS)
                .namesTheMarkedLinesOf("scanner/scanner.go");
    }

    @Test
    void findsAllocationsThatRiseFromRunToRun() {
        FailedGate.of(RisingAllocationsCase.class, "aStatementGrowsWithEveryPage")
                .isARegressionOf(Metric.ALLOC_OBJECTS);
    }
}
