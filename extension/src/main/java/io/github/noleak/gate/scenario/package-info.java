/**
 * Gates one benchmark or test.
 *
 * <p>In reading order: {@link io.github.noleak.gate.scenario.Gate} takes a scenario to its report by the {@link
 * io.github.noleak.gate.scenario.Rules} for it. {@link io.github.noleak.gate.scenario.LeakDetector} has it measured and judged, by a
 * {@link io.github.noleak.gate.scenario.SeriesScheduler}, which runs the series that the judge asks for, or by {@link
 * io.github.noleak.gate.scenario.WithinCall} where growth within a call counts. {@link
 * io.github.noleak.gate.scenario.SeriesRequests} says what a process is asked for, {@link io.github.noleak.gate.scenario.Snapshots}
 * makes the judge's model of what it has found, and {@link io.github.noleak.gate.scenario.ProcessSeries} makes series where a
 * process cannot have checkpoints.
 *
 * <p>What leaks is looked at more closely, as far as that can be had ({@link io.github.noleak.gate.scenario.BestEffort}): {@link
 * io.github.noleak.gate.scenario.RuntimeProof}, {@link io.github.noleak.gate.scenario.TraceCheck}, {@link
 * io.github.noleak.gate.scenario.CompilerDiagnostic} and {@link io.github.noleak.gate.scenario.RetainingPathSearch}.
 */
@NullMarked
package io.github.noleak.gate.scenario;

import org.jspecify.annotations.NullMarked;
