package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** The leaking twins of {@link FileAndThreadLeakTest}; {@link LeakingExamplesTests} runs them. */
@GoModule("go/inventory")
class LeakingFilesAndThreadsCase {

    @NoLeak(benchmark = "imports.BenchmarkImportLeaking")
    void deferInALoopHoldsFilesOpen() {}

    @NoLeak(benchmark = "scanner.BenchmarkOpenLeaking")
    void aThreadIsLockedForEver() {}

    @NoLeak(benchmark = "labels.BenchmarkOpenLeaking")
    void aPrinterIsNeverClosed() {}
}
