/** Holds what is published against the rules of Maven Central. */
@NullMarked
package io.github.noleak.release;

import org.jspecify.annotations.NullMarked;
