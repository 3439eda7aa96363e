package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** Memory that is let go, or that is bounded. */
@GoModule("go/inventory")
class HeapLeakTest {

    @NoLeak(benchmark = "events.BenchmarkWatchFixed")
    void aCallbackIsTakenOffAgain() {}

    @NoLeak(benchmark = "catalog.BenchmarkReadFixed")
    void aHeaderIsCopiedOutOfItsPage() {}

    @NoLeak(benchmark = "cache.BenchmarkPutFixed")
    void aBoundedCacheFillsUpAndIsFull() {}

    @NoLeak(benchmark = "parcels.BenchmarkCheckFixed")
    void aRarePathOnlyCounts() {}

    @NoLeak(benchmark = "climate.BenchmarkRecordFixed")
    void aHistoryIsARing() {}

    @NoLeak(benchmark = "forecasts.BenchmarkAskFixed")
    void aClosureKeepsOneDay() {}

    @NoLeak(benchmark = "reservations.BenchmarkHoldFixed")
    void aReservationIsReleased() {}
}
