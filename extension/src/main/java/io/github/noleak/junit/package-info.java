/** The glue to JUnit: turns an annotated method into a gate over a Go scenario. */
@NullMarked
package io.github.noleak.junit;

import org.jspecify.annotations.NullMarked;
