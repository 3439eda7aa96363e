package io.github.noleak.examples;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;

/**
 * Gates every benchmark of a Go module, run by the Maven profile {@code gate}: of the one that {@code noleak.module}
 * names, else of the examples.
 */
@GoModule("go/inventory")
@GoBenchmarks
class ModuleGate {}
