package io.github.noleak.judge;

/**
 * What an operation allocates by the calls of one process.
 *
 * @param median of the calls
 * @param low the least of them
 * @param high the most of them
 * @param iterations the operations that it holds for
 */
record AllocationFigure(double median, double low, double high, long iterations) {

    double scatter() {
        return Math.max(high - median, median - low);
    }
}
