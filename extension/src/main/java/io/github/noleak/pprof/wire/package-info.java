/** How profiles are compressed: what the library shares with others of ours, and users do not see. */
@NullMarked
package io.github.noleak.pprof.wire;

import org.jspecify.annotations.NullMarked;
