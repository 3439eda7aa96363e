/**
 * The pipeline that takes a Go scenario from its name to its report. It knows neither JUnit nor Maven.
 *
 * <p>A {@link io.github.noleak.gate.Session} is what all gates of a run share: modules, binaries, {@link
 * io.github.noleak.gate.Baselines}, {@link io.github.noleak.gate.ProcessSlots} and the report. From here one reads on in {@code
 * gate.scenario}, which gates one benchmark or test; then in {@code gate.module}, which finds those of a module, and in {@code
 * gate.service}, which calls a service in rounds.
 *
 * <p>People see a line from {@link io.github.noleak.gate.Progress} for each scenario, and one from {@link
 * io.github.noleak.gate.Heartbeat} where an {@link io.github.noleak.gate.Activity} takes long. {@link
 * io.github.noleak.gate.Failures} reports what could not be judged, and a {@link io.github.noleak.gate.GateFailure} is what fails a
 * test.
 */
@NullMarked
package io.github.noleak.gate;

import org.jspecify.annotations.NullMarked;
