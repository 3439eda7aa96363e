package io.github.noleak.examples;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;

/** What the operating system lends, and gets back. */
@GoModule("go/inventory")
class FileAndThreadLeakTest {

    @NoLeak(benchmark = "imports.BenchmarkImportFixed")
    void aFileIsClosedBeforeTheNext() {}

    @NoLeak(benchmark = "scanner.BenchmarkOpenFixed")
    void aThreadIsUnlocked() {}

    @NoLeak(benchmark = "labels.BenchmarkOpenFixed")
    void aPrinterIsClosed() {}
}
