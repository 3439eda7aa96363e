/**
 * The one model of a measurement: what a process keeps, where, and how that goes on.
 *
 * <p>In reading order: a {@link io.github.noleak.measure.RunPlan} is what a process is asked to do, and a {@link
 * io.github.noleak.measure.RunOutcome} what came of it: a {@link io.github.noleak.measure.Snapshot} of all that it keeps, or that
 * it {@link io.github.noleak.measure.Stopped stopped}. A snapshot has a {@link io.github.noleak.measure.HeapSnapshot} by
 * allocation stack, without {@link io.github.noleak.measure.RuntimeAllocations what Go's runtime keeps for itself} and {@link
 * io.github.noleak.measure.StartUpAllocations what is made once}, and the goroutines by stack, each a {@link
 * io.github.noleak.measure.GoroutineCount}. A {@link io.github.noleak.measure.Series} is one process with several of them.
 *
 * <p>What may grow is a {@link io.github.noleak.measure.Subject}: a {@link io.github.noleak.measure.SiteFinder} finds the line of
 * a stack, {@link io.github.noleak.measure.SubjectAmounts} adds up what a snapshot has of each, and a {@link
 * io.github.noleak.measure.Growth} says how one went over {@link io.github.noleak.measure.ThreeSnapshots}. {@link
 * io.github.noleak.measure.GrowthSites} finds the code behind it, and {@link io.github.noleak.measure.Fingerprints} names it so
 * that another build finds it again.
 */
@NullMarked
package io.github.noleak.measure;

import org.jspecify.annotations.NullMarked;
