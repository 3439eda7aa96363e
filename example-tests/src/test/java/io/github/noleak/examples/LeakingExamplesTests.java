package io.github.noleak.examples;

import io.github.noleak.Metric;
import org.junit.jupiter.api.Test;

/** Every leaking example fails its gate, for the right reason and at the right line. */
class LeakingExamplesTests {

    @Test
    void findsAQueueThatIsNeverClosed() {
        FailedGate.of(LeakingGoroutinesCase.class, "aQueueIsNeverClosed")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("worker/worker.go")
                .isSaidToComeOf("range-over-open-channel")
                .isProvenByTheRuntime();
    }

    @Test
    void findsAWorkerThatATestFunctionLeavesBehind() {
        FailedGate.of(LeakingGoroutinesCase.class, "aTestFunctionLeavesAWorkerBehind")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("worker/worker.go")
                .isSaidToComeOf("range-over-open-channel")
                .isProvenByTheRuntime();
    }

    @Test
    void findsAWorkerThatIgnoresItsContext() {
        FailedGate.of(LeakingGoroutinesCase.class, "aWorkerIgnoresItsContext")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("prices/prices.go")
                .isSaidToComeOf("wait-without-done")
                .isProvenByTheRuntime();
    }

    @Test
    void findsADoneChannelThatNobodyListensTo() {
        FailedGate.of(LeakingGoroutinesCase.class, "nobodyListensToDone")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("orders/orders.go")
                .isSaidToComeOf("send-without-receiver")
                .isProvenByTheRuntime();
    }

    @Test
    void findsATickerThatIsNeverStopped() {
        FailedGate.of(LeakingGoroutinesCase.class, "aTickerIsNeverStopped")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("heartbeat/heartbeat.go")
                .isSaidToComeOf("ticker-not-stopped")
                .isReachable();
    }

    @Test
    void findsACallbackThatKeepsALargeSlice() {
        FailedGate.of(LeakingHeapCase.class, "aCallbackKeepsALargeSlice")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("events/events.go")
                .isSaidToComeOf("callback-never-removed");
    }

    @Test
    void findsAClosureThatKeepsMoreThanItNeeds() {
        FailedGate.of(LeakingHeapCase.class, "aClosureKeepsAWholeYear")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("forecasts/forecasts.go")
                .isSaidToComeOf("closure-keeps-large-value")
                .isOnTheHeapFor("make([]int64, 365) escapes to heap: year, captured by a closure at forecasts.go:41");
    }

    @Test
    void findsAHeaderThatKeepsItsPage() {
        FailedGate.of(LeakingHeapCase.class, "aHeaderKeepsItsPage")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("catalog/catalog.go")
                .isSaidToComeOf("part-of-a-large-slice", "slice-that-only-grows")
                .isOnTheHeapFor(
                        "make([]byte, 8192) escapes to heap: append(headers, page[:16]), call parameter at catalog.go:30");
    }

    @Test
    void findsAMapThatOnlyGrows() {
        FailedGate.of(LeakingHeapCase.class, "aMapOnlyGrows")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("cache/cache.go")
                .isSaidToComeOf("map-that-only-grows")
                .isOnTheHeapFor("&Entry{...} escapes to heap: c.entries[id] = &Entry{...}, assign at cache.go:30");
    }

    @Test
    void findsOneObjectInAThousandOperations() {
        FailedGate.of(LeakingHeapCase.class, "oneOperationInAThousandKeepsAnObject")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("parcels/parcels.go")
                .isNotExplained();
    }

    @Test
    void findsBytesThatAreNoObjects() {
        FailedGate.of(LeakingHeapCase.class, "aHistoryGrowsByBytesAlone")
                .isALeakOf(Metric.RETAINED_BYTES)
                .namesTheMarkedLinesOf("climate/climate.go")
                .isSaidToComeOf("slice-that-only-grows");
    }

    @Test
    void findsAClientThatIsBuiltOnEveryCall() {
        FailedGate.of(LeakingConnectionsCase.class, "aClientIsBuiltOnEveryCall")
                .isALeakOf(Metric.OPEN_FILES)
                .namesTheMarkedLinesOf("client/client.go")
                .isSaidToComeOf("idle-connections", "made-on-each-call");
    }

    @Test
    void findsAResponseBodyThatIsNeverClosed() {
        FailedGate.of(LeakingConnectionsCase.class, "aResponseBodyIsNeverClosed")
                .isALeakOf(Metric.OPEN_FILES)
                .namesTheMarkedLinesOf("gateway/gateway.go")
                .isSaidToComeOf("response-body-not-closed");
    }

    @Test
    void findsFilesThatDeferInALoopHoldsOpen() {
        FailedGate.of(LeakingFilesAndThreadsCase.class, "deferInALoopHoldsFilesOpen")
                .isALeakOf(Metric.OPEN_FILES)
                .namesTheMarkedLinesOf("imports/imports.go")
                .isSaidToComeOf("defer-in-a-loop");
    }

    @Test
    void findsAThreadThatIsLockedForEver() {
        FailedGate.of(LeakingFilesAndThreadsCase.class, "aThreadIsLockedForEver")
                .isALeakOf(Metric.THREADS)
                .namesTheMarkedLinesOf("scanner/scanner.go")
                .isSaidToComeOf("locked-thread", "range-over-open-channel");
    }

    @Test
    void findsAStopSignalThatIsNeverGiven() {
        FailedGate.of(LeakingGoroutinesCase.class, "nobodyTellsAWatcherToStop")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("restock/restock.go")
                .isSaidToComeOf("stop-never-signalled")
                .isProvenByTheRuntime();
    }

    @Test
    void findsAGroupThatIsNeverDone() {
        FailedGate.of(LeakingGoroutinesCase.class, "aGroupIsNeverDone")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("picking/picking.go")
                .isSaidToComeOf("wait-group-never-done")
                .isProvenByTheRuntime();
    }

    @Test
    void findsALockThatIsNeverReleased() {
        FailedGate.of(LeakingGoroutinesCase.class, "aLockIsNeverReleased")
                .isALeakOf(Metric.GOROUTINES)
                .namesTheMarkedLinesOf("shelves/shelves.go")
                .isSaidToComeOf("lock-never-released")
                .isProvenByTheRuntime();
    }

    @Test
    void findsAContextThatIsNeverCancelled() {
        FailedGate.of(LeakingHeapCase.class, "aContextIsNeverCancelled")
                .isALeakOf(Metric.RETAINED_OBJECTS)
                .namesTheMarkedLinesOf("reservations/reservations.go")
                .isSaidToComeOf("context-never-cancelled");
    }

    @Test
    void findsAPrinterThatIsNeverClosed() {
        FailedGate.of(LeakingFilesAndThreadsCase.class, "aPrinterIsNeverClosed")
                .isALeakOf(Metric.OPEN_FILES)
                .namesTheMarkedLinesOf("labels/labels.go")
                .isSaidToComeOf("file-not-closed");
    }

    @Test
    void findsAllocationsThatRiseFromRunToRun() {
        FailedGate.of(RisingAllocationsCase.class, "aStatementGrowsWithEveryPage")
                .isARegressionOf(Metric.ALLOC_OBJECTS);
    }
}
