/**
 * Binaries with the gate inside, of modules that are not changed for it.
 *
 * <p>In reading order: {@link io.github.noleak.go.build.GateSource} puts the gate beside a package by an overlay of the compiler, for
 * which {@link io.github.noleak.go.build.TestingSource} changes Go's own {@code testing} and {@link
 * io.github.noleak.go.build.CountedLoops} the loops of benchmarks. {@link io.github.noleak.go.build.TestBinary} is what comes of
 * it, and {@link io.github.noleak.go.build.Program} the same of a service.
 */
@NullMarked
package io.github.noleak.go.build;

import org.jspecify.annotations.NullMarked;
