/** Pure arithmetic that tells a leak from noise: samples in, the next runs or a verdict out. */
@NullMarked
package io.github.noleak.verdict;

import org.jspecify.annotations.NullMarked;
