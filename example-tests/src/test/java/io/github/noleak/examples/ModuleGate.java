package io.github.noleak.examples;

import io.github.noleak.junit.ModuleBenchmarks;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Gates every benchmark of a Go module, run by the Maven profile {@code gate}: of the one that {@code noleak.module}
 * names, else of the examples.
 */
class ModuleGate {

    @TestFactory
    Stream<DynamicTest> benchmarks() {
        return ModuleBenchmarks.of(System.getProperty("noleak.module", "go/inventory"));
    }
}
