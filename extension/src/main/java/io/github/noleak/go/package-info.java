/** The Go toolchain: finds packages, builds test binaries with the gate inside, runs them, and reads what they leave. */
@NullMarked
package io.github.noleak.go;

import org.jspecify.annotations.NullMarked;
