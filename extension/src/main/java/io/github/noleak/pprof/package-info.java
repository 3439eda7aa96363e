/**
 * A small profile library of its own: reads pprof's profiles compactly, adds them up, and makes sense of Go's function
 * names.
 *
 * <p>In reading order: a {@link io.github.noleak.pprof.ProfileReader} opens a {@link
 * io.github.noleak.pprof.ProfileSource} and makes a {@link io.github.noleak.pprof.Profile} of it, or says in a {@link
 * io.github.noleak.pprof.ProfileFormatException} why there is none; a {@link io.github.noleak.pprof.ProfileBuilder}
 * makes one of stacks. A profile has values of some {@link io.github.noleak.pprof.ValueType types} for each {@link
 * io.github.noleak.pprof.CallStack} of {@link io.github.noleak.pprof.Frame frames}, which a {@link
 * io.github.noleak.pprof.SampleVisitor} is shown, and a {@link io.github.noleak.pprof.ProfileFilter} chooses among
 * them. A {@link io.github.noleak.pprof.TopReport} has a {@link io.github.noleak.pprof.TopRow} for each {@link
 * io.github.noleak.pprof.Granularity function, file or line}, as {@link io.github.noleak.pprof.TopOptions} ask for.
 * {@link io.github.noleak.pprof.FunctionName} takes names apart. {@link io.github.noleak.pprof.Pprof} is all that as a
 * command, of which {@code PprofFlags} takes the flags.
 *
 * <p>That is what users see, and what is behind it stands in packages of its own, each of which needs those before it
 * alone: {@code memory} has lists and tables that count what they take; {@code wire} packs numbers and bytes as files
 * do; {@code model} holds a profile; {@code format} reads and writes it; {@code stack} leaves out parts of stacks;
 * {@code merge} adds up profiles, and {@code top} the rows of a report. {@code symbol} needs none of them. They know
 * the plain values of this package, and nothing of it that is made of them.
 */
@NullMarked
package io.github.noleak.pprof;

import org.jspecify.annotations.NullMarked;
