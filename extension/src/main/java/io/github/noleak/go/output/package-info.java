/**
 * What Go prints: results of benchmarks, outcomes of tests, and the facts that the gate writes.
 *
 * <p>In reading order: {@link io.github.noleak.go.output.BenchmarkOutput} finds a {@link
 * io.github.noleak.go.output.BenchmarkResult} in what a benchmark prints, {@link io.github.noleak.go.output.OutcomeLines} an {@link
 * io.github.noleak.go.output.Outcome}, and {@link io.github.noleak.go.output.Facts} reads the gate's own.
 */
@NullMarked
package io.github.noleak.go.output;

import org.jspecify.annotations.NullMarked;
