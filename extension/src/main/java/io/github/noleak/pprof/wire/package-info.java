/**
 * The bytes of files: compressed, bounded, and numbers and messages as protobuf writes them.
 *
 * <p>In reading order: a {@link io.github.noleak.pprof.wire.BoundedInput} does not go on for ever, a {@link
 * io.github.noleak.pprof.wire.GzipInput} inflates, and a {@link io.github.noleak.pprof.wire.ReadAhead} has that done
 * by another thread; each is a {@link io.github.noleak.pprof.wire.BulkInput}. A {@link
 * io.github.noleak.pprof.wire.WireReader} takes fields out of such a stream, and {@link
 * io.github.noleak.pprof.wire.PackedNumbers} a list of numbers as it stands there. {@link
 * io.github.noleak.pprof.wire.Varints} make keys and messages, which a {@link io.github.noleak.pprof.wire.GzipOutput}
 * compresses.
 */
@NullMarked
package io.github.noleak.pprof.wire;

import org.jspecify.annotations.NullMarked;
