/**
 * What is left of stacks where parts of them are not to be seen.
 *
 * <p>In reading order: {@link io.github.noleak.pprof.stack.LocationLines} are a copy of all calls, of which some can
 * be taken out; a {@link io.github.noleak.pprof.stack.NameSearch} finds those that an expression is about, and looks
 * at each name once by a {@link io.github.noleak.pprof.stack.StringTest}. {@link io.github.noleak.pprof.stack.Pruning}
 * drops what the profile itself calls uninteresting. A {@link io.github.noleak.pprof.stack.StackView} is what others
 * ask.
 */
@NullMarked
package io.github.noleak.pprof.stack;

import org.jspecify.annotations.NullMarked;
