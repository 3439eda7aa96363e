/** Tells one verdict to people and to machines: the failure message and {@code report.json}. */
@NullMarked
package io.github.noleak.report;

import org.jspecify.annotations.NullMarked;
