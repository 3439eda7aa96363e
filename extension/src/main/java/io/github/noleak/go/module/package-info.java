/**
 * A Go module as the go command sees it.
 *
 * <p>In reading order: {@link io.github.noleak.go.module.GoToolchain} finds Go, {@link io.github.noleak.go.module.BuildSettings} are
 * how a module is built, {@link io.github.noleak.go.module.GoCommand} runs the go command, and {@link
 * io.github.noleak.go.module.ModuleListing} has its packages. A {@link io.github.noleak.go.module.Workspace} has several modules.
 */
@NullMarked
package io.github.noleak.go.module;

import org.jspecify.annotations.NullMarked;
