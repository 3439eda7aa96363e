/** A small profile library of its own: reads pprof profiles compactly and makes sense of Go's function names. */
@NullMarked
package io.github.noleak.pprof;

import org.jspecify.annotations.NullMarked;
