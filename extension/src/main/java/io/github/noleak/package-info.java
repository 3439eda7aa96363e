/** What users import: the annotations that declare a gate, and the report that a gate hands to a test. */
@NullMarked
package io.github.noleak;

import org.jspecify.annotations.NullMarked;
