/**
 * Reads and writes profiles in pprof's format.
 *
 * <p>In reading order: {@link io.github.noleak.pprof.format.ProfileInput} opens a source, which is no {@link
 * io.github.noleak.pprof.format.TextInstead text}. {@link io.github.noleak.pprof.format.ProfileInReading} reads what is
 * in it: {@link io.github.noleak.pprof.format.StringsInReading} the strings, {@link
 * io.github.noleak.pprof.format.DefinitionsInReading} what is made of them, and {@link
 * io.github.noleak.pprof.format.SamplesInReading} the samples, of which there are most. {@link
 * io.github.noleak.pprof.format.ProfileWriter} writes it all again.
 *
 * @see <a href="https://github.com/google/pprof/blob/main/proto/profile.proto">The format</a>
 */
@NullMarked
package io.github.noleak.pprof.format;

import org.jspecify.annotations.NullMarked;
