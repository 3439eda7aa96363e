package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** The leaking twins of {@link HeapLeakTest}; {@link LeakingExamplesTests} runs them. */
@GoModule("go/inventory")
class LeakingHeapCase {

    @NoLeak(benchmark = "events.BenchmarkWatchLeaking")
    void aCallbackKeepsALargeSlice() {}

    @NoLeak(benchmark = "catalog.BenchmarkReadLeaking")
    void aHeaderKeepsItsPage() {}

    @NoLeak(benchmark = "cache.BenchmarkPutLeaking")
    void aMapOnlyGrows() {}

    @NoLeak(benchmark = "parcels.BenchmarkCheckLeaking")
    void oneOperationInAThousandKeepsAnObject() {}

    @NoLeak(benchmark = "climate.BenchmarkRecordLeaking")
    void aHistoryGrowsByBytesAlone() {}

    @NoLeak(benchmark = "forecasts.BenchmarkAskLeaking")
    void aClosureKeepsAWholeYear() {}

    @NoLeak(benchmark = "reservations.BenchmarkHoldLeaking")
    void aContextIsNeverCancelled() {}
}
