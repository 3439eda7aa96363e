package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** The rising twin in {@link AllocationTest}; {@link LeakingExamplesTests} runs it. */
@GoModule("go/inventory")
class RisingAllocationsCase {

    @NoLeak(benchmark = "ledger.BenchmarkBookRising")
    void aStatementGrowsWithEveryPage() {}
}
