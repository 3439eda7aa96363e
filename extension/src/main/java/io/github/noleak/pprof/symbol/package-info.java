/**
 * How Go's compiler and linker spell names: with {@link io.github.noleak.pprof.symbol.ClosureSuffix marks of
 * closures}, and with {@link io.github.noleak.pprof.symbol.PathEscapes escapes in import paths}.
 */
@NullMarked
package io.github.noleak.pprof.symbol;

import org.jspecify.annotations.NullMarked;
