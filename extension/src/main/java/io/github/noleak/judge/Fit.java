package io.github.noleak.judge;

import java.util.List;

/**
 * The straight line through amounts over operations, by least squares.
 *
 * @param slope what an operation adds
 * @param error the standard error of the slope, from how far the points lie off the line
 * @param variance the mean square of that distance
 * @param operations between the first point and the last
 * @param origin the amount that the line begins with, where there are no operations yet
 */
record Fit(double slope, double error, double variance, double operations, double origin) {

    /** Two points always lie on a line; so many are needed for their distance from it to have a meaning. */
    private static final int FEWEST = 3;

    /**
     * Fits a line.
     *
     * @param operations rise from point to point
     * @param amounts one for each of them
     */
    static Fit of(List<Long> operations, double[] amounts) {
        int n = operations.size();
        if (n < FEWEST || n != amounts.length) {
            throw new IllegalArgumentException(amounts.length + " amounts over " + n + " numbers of operations");
        }
        double meanOperations =
                operations.stream().mapToLong(Long::longValue).average().orElseThrow();
        double meanAmount = 0;
        for (double amount : amounts) {
            meanAmount += amount / n;
        }
        double squares = 0;
        double products = 0;
        for (int i = 0; i < n; i++) {
            double distance = operations.get(i) - meanOperations;
            squares += distance * distance;
            products += distance * (amounts[i] - meanAmount);
        }
        double slope = products / squares;
        double residuals = 0;
        for (int i = 0; i < n; i++) {
            double off = amounts[i] - meanAmount - slope * (operations.get(i) - meanOperations);
            residuals += off * off;
        }
        double width = operations.get(n - 1) - operations.get(0);
        double variance = residuals / (n - 2); // two numbers of the line were taken from the points
        double origin = meanAmount - slope * meanOperations;
        return new Fit(slope, Math.sqrt(variance / squares), variance, width, origin);
    }

    /** Returns the amount on the line after some operations. */
    double at(double some) {
        return origin + slope * some;
    }

    /** Returns what is added between the first point and the last. */
    double rise() {
        return slope * operations;
    }

    /** Returns the standard error of the rise. */
    double riseError() {
        return error * operations;
    }
}
