/**
 * Gates all scenarios of a Go module.
 *
 * <p>In reading order: a {@link io.github.noleak.gate.module.ModuleRequest} says what is wanted, and a {@link
 * io.github.noleak.gate.module.ScenarioListener} chooses scenarios and hears of them. {@link
 * io.github.noleak.gate.module.ModuleGate} finds the packages, {@link io.github.noleak.gate.module.PackageGate} builds each and hands
 * out the gates of its scenarios to {@link io.github.noleak.gate.module.Workers}. {@link io.github.noleak.gate.module.Sweep} looks at
 * the benchmarks of a package in one process before, and {@link io.github.noleak.gate.module.SharedSetUp} at those that set up for
 * long together.
 */
@NullMarked
package io.github.noleak.gate.module;

import org.jspecify.annotations.NullMarked;
