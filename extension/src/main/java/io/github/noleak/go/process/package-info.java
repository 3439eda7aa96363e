/**
 * Child processes that never outlive this one, and files that go with them.
 *
 * <p>In reading order: a {@link io.github.noleak.go.process.Workplace} starts each {@link
 * io.github.noleak.go.process.ChildProcess}, ties it to this process by a {@link io.github.noleak.go.process.Lifeline}, and has a
 * {@link io.github.noleak.go.process.TemporaryDirectory}. What they print is kept as {@link
 * io.github.noleak.go.process.BoundedText}.
 */
@NullMarked
package io.github.noleak.go.process;

import org.jspecify.annotations.NullMarked;
