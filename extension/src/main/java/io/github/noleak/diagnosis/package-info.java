/**
 * Why something leaks: what a site looks like, what it waits for, who holds it, and which of the known causes that is.
 *
 * <p>In reading order: {@link io.github.noleak.diagnosis.Diagnostics} is what could be asked about a leak, such as {@link
 * io.github.noleak.diagnosis.Reachability} by Go's runtime, {@link io.github.noleak.diagnosis.TracedWaits} by an execution trace,
 * and {@link io.github.noleak.diagnosis.RetainingPaths} by a heap dump. {@link io.github.noleak.diagnosis.SiteFacts} are what is
 * known of one site, with the lines of its {@link io.github.noleak.diagnosis.SourceFile}; {@link
 * io.github.noleak.diagnosis.Causes} is the catalogue, of which each {@link io.github.noleak.diagnosis.Cause} looks for some of
 * them, and for a {@link io.github.noleak.diagnosis.Trait} of the source.
 */
@NullMarked
package io.github.noleak.diagnosis;

import org.jspecify.annotations.NullMarked;
