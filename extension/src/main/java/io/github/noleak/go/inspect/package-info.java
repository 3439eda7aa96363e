/**
 * What Go's own tools say of a leak: the compiler of a line ({@link io.github.noleak.go.inspect.EscapeReasons}), the trace tool of
 * waits ({@link io.github.noleak.go.inspect.ExecutionTrace}), and a reader of heaps, where there is one, of what holds an object
 * ({@link io.github.noleak.go.inspect.ReferenceTool}).
 */
@NullMarked
package io.github.noleak.go.inspect;

import org.jspecify.annotations.NullMarked;
