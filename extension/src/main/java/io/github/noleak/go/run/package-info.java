/**
 * Runs of test binaries, and what the gate in them notes.
 *
 * <p>In reading order: a {@link io.github.noleak.go.run.SeriesRequest} says what is wanted of a series, {@link
 * io.github.noleak.go.run.SeriesRun} runs it while {@link io.github.noleak.go.run.ProgressWatch} looks whether it gets on, and {@link
 * io.github.noleak.go.run.SeriesFindings} is what it leaves. {@link io.github.noleak.go.run.ScenarioRun} runs a scenario once, with
 * {@link io.github.noleak.go.run.Findings}; {@link io.github.noleak.go.run.ScenarioEnd} says how a run ended that has none. {@link
 * io.github.noleak.go.run.SubBenchmarks} finds what is below a benchmark.
 */
@NullMarked
package io.github.noleak.go.run;

import org.jspecify.annotations.NullMarked;
