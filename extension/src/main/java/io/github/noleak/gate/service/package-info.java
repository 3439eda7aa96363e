/**
 * Gates a service by calling it in rounds.
 *
 * <p>In reading order: a {@link io.github.noleak.gate.service.LiveService} can be called and sampled; a {@link
 * io.github.noleak.gate.service.Workload} calls it until {@link io.github.noleak.gate.service.ServiceRun}, which samples between the
 * rounds, has a verdict from the judge. {@link io.github.noleak.gate.service.ServiceSnapshots} makes the judge's model of a sample,
 * {@link io.github.noleak.gate.service.CallCount} counts the calls that the service saw, and {@link
 * io.github.noleak.gate.service.Traffic} sees that it was called at all. {@link io.github.noleak.gate.service.HangRescue} ends calls
 * that do not come back.
 */
@NullMarked
package io.github.noleak.gate.service;

import org.jspecify.annotations.NullMarked;
