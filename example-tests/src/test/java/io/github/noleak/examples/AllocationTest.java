package io.github.noleak.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;

/** Code that allocates, much of it, and keeps nothing. */
@GoModule("go/inventory")
class AllocationTest {

    @NoLeak(benchmark = "ledger.BenchmarkBookFixed")
    void aStatementStaysShort() {}

    @NoLeak(benchmark = "pool.BenchmarkLabel")
    void aBufferComesFromAPool() {}

    @NoLeak(benchmark = "pool.BenchmarkWorkers")
    void jobsRunOnAFixedNumberOfWorkers() {}

    @NoLeak(benchmark = "parse.BenchmarkJSON/small")
    void aSmallDocumentIsParsed() {}

    @NoLeak(benchmark = "parse.BenchmarkJSON/large", retainedObjects = 0)
    void aLargeDocumentIsParsed(LeakReport report) {
        assertThat(report.retainedObjects().perOperation()).isZero();
    }
}
