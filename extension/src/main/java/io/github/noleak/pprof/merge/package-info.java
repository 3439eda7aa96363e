/**
 * Adds up profiles, or parts of them: what is the same becomes one, and what comes to nothing goes.
 *
 * <p>In reading order: {@link io.github.noleak.pprof.merge.HeaderMerger} finds what the profiles measure in common,
 * {@link io.github.noleak.pprof.merge.MergedDefinitions} has each of their names, functions and locations once, and
 * {@link io.github.noleak.pprof.merge.MergedSamples} each stack with the sum of its values. {@link
 * io.github.noleak.pprof.merge.ProfileMerger} is what others call.
 */
@NullMarked
package io.github.noleak.pprof.merge;

import org.jspecify.annotations.NullMarked;
