/** Limits and settings of a scenario, each remembered with where it came from. */
@NullMarked
package io.github.noleak.config;

import org.jspecify.annotations.NullMarked;
