/**
 * The glue to JUnit: turns an annotated method into a gate over a Go scenario, and an annotated class into gates over all
 * the scenarios of a Go module.
 */
@NullMarked
package io.github.noleak.junit;

import org.jspecify.annotations.NullMarked;
