/**
 * Adds up the samples of a profile by function, file or line, and prints that as the Go tool does.
 *
 * <p>In reading order: {@link io.github.noleak.pprof.top.TopSettings} say what is asked for, and {@link
 * io.github.noleak.pprof.top.NodeParts} what of a call a row shows. A {@link io.github.noleak.pprof.top.NodeTable}
 * numbers the rows, each a {@link io.github.noleak.pprof.top.Node} with {@link io.github.noleak.pprof.top.NodeTexts
 * texts} such as a {@link io.github.noleak.pprof.top.SourcePath}; {@link io.github.noleak.pprof.top.NodeValues} add
 * them up, and {@link io.github.noleak.pprof.top.TopNodes} choose those that are shown, in {@link
 * io.github.noleak.pprof.top.ByteOrder order}. {@link io.github.noleak.pprof.top.InlinedCalls} finds which of them
 * were inlined.
 *
 * <p>All that is a {@link io.github.noleak.pprof.top.TopResult}, of which {@link io.github.noleak.pprof.top.TopText}
 * makes the text: with {@link io.github.noleak.pprof.top.Measurement values in units that suit them}, and without
 * {@link io.github.noleak.pprof.top.ControlCharacters}.
 */
@NullMarked
package io.github.noleak.pprof.top;

import org.jspecify.annotations.NullMarked;
