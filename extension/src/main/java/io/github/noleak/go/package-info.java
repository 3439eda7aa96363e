/**
 * The Go toolchain: finds packages, builds test binaries with the gate inside, runs them, and reads what they leave.
 *
 * <p>Here stand the names that all of it shares: a {@link io.github.noleak.go.GoPackage}, a {@link
 * io.github.noleak.go.ScenarioName} in it, and a {@link io.github.noleak.go.GoException} that says what went wrong. One reads on
 * by what happens first: {@code process} runs child processes, {@code module} lists what is in a Go module, {@code build} builds
 * test binaries and programs, {@code run} runs scenarios; {@code output} and {@code goroutine} read what they print, and {@code
 * inspect} asks Go's own tools about a leak.
 */
@NullMarked
package io.github.noleak.go;

import org.jspecify.annotations.NullMarked;
