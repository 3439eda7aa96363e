/**
 * The standalone runner: gates a Go module from a command line, without Maven and without JUnit.
 *
 * <p>In reading order: {@link io.github.noleak.cli.NoLeakCli} is the command. {@link io.github.noleak.cli.CommandLine} reads its
 * arguments, {@link io.github.noleak.cli.ModuleDirectory} sees that there is a module, and {@link io.github.noleak.cli.ModuleRun}
 * gates it. {@link io.github.noleak.cli.ConsoleListener} tells how each scenario goes, and {@link io.github.noleak.cli.Tally} what
 * becomes of them all.
 */
@NullMarked
package io.github.noleak.cli;

import org.jspecify.annotations.NullMarked;
