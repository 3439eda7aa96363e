/**
 * Goroutines, as Go's runtime prints their stacks.
 *
 * <p>In reading order: {@link io.github.noleak.go.goroutine.GoroutineDump} reads a dump into groups, each a {@link
 * io.github.noleak.go.goroutine.GoroutineGroup}, and {@link io.github.noleak.go.goroutine.GoroutineChanges} what has changed since
 * the dump before. {@link io.github.noleak.go.goroutine.PanicText} reads what a panic prints, and {@link
 * io.github.noleak.go.goroutine.BlockedGoroutines} says for people where goroutines wait.
 */
@NullMarked
package io.github.noleak.go.goroutine;

import org.jspecify.annotations.NullMarked;
