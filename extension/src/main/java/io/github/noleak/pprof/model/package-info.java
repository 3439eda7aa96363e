/**
 * A profile as it is kept: tables of what samples name by numbers, and the samples, packed.
 *
 * <p>In reading order: {@link io.github.noleak.pprof.model.ProfileData} is all of it. Its {@link
 * io.github.noleak.pprof.model.Definitions} are a {@link io.github.noleak.pprof.model.Header}, which says what is
 * measured, and a {@link io.github.noleak.pprof.model.StringTable}, a {@link
 * io.github.noleak.pprof.model.MappingTable}, a {@link io.github.noleak.pprof.model.FunctionTable} and a {@link
 * io.github.noleak.pprof.model.LocationTable}; a {@link io.github.noleak.pprof.model.LocationEntry} is one location in
 * the making. A {@link io.github.noleak.pprof.model.SampleTable} holds the samples, and a {@link
 * io.github.noleak.pprof.model.SampleCursor} goes through them, each with its stack, its values and a {@link
 * io.github.noleak.pprof.model.LabelList}. {@link io.github.noleak.pprof.model.ReadLimits} say how much of everything
 * there may be, and {@link io.github.noleak.pprof.model.Units} what values are counted in.
 */
@NullMarked
package io.github.noleak.pprof.model;

import org.jspecify.annotations.NullMarked;
