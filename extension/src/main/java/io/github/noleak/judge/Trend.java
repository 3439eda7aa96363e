package io.github.noleak.judge;

import io.github.noleak.measure.Growth;
import java.util.List;

/**
 * How one amount goes over the checkpoints of a series, but for the first, which warms up: a straight line, how far it may
 * be off, and whether it goes on.
 */
final class Trend {

    /**
     * A later part of a line is at least so steep as the part before: what fills up slows down first. A container that each
     * operation fills at random has let its second half fall behind so far when it is half full.
     */
    static final double STEADY = 0.75;

    /** Room that is doubled table by table, or beside what is not, rises by so much of what it was, */
    private static final double DOUBLED = 0.6;

    /** and by so much where part of that is seen. */
    private static final double BEGUN = 0.2;

    private final List<Long> operations;
    private final double[] amounts;
    private final boolean counted;
    private final double sampling;
    private final double least;
    private final Fit fit;

    private Trend(List<Long> operations, double[] amounts, boolean counted, double sampling, double least) {
        this.operations = operations;
        this.amounts = amounts;
        this.counted = counted;
        this.sampling = sampling;
        this.least = least;
        this.fit = Fit.of(operations, amounts);
    }

    /**
     * Looks at the amounts of one subject.
     *
     * @param operations those before each checkpoint
     * @param amounts what was kept at each
     * @param counted whether the amounts are counts, which chance adds to one by one
     * @param few less than this is no growth
     * @param sampling the variance of what a sampled profile shows of a growth by one; 0 where all is recorded
     */
    public static Trend of(List<Long> operations, double[] amounts, boolean counted, double few, double sampling) {
        return new Trend(operations, amounts, counted, sampling, few);
    }

    /** Returns the same, where less than so much is no growth. */
    Trend from(double amount) {
        return new Trend(operations, amounts, counted, sampling, amount);
    }

    boolean counted() {
        return counted;
    }

    double slope() {
        return fit.slope();
    }

    /** Returns what is added between the first checkpoint and the last. */
    double rise() {
        return fit.rise();
    }

    /**
     * Returns the standard error of the slope: from how far the points lie off the line, and from counting, as a leak by
     * chance is a random walk, which has no scatter about its own line.
     */
    double error() {
        double width = width(0, amounts.length - 1);
        return Math.sqrt(fit.error() * fit.error() + walk(rise()) / (width * width));
    }

    /** Returns the variance of a growth by chance, and by samples of it; what each operation adds is no chance. */
    private double walk(double growth) {
        double chance = counted ? Math.max(1, growth) * Math.max(0, 1 - slope()) : 0;
        // Where there is no sample, one might have been.
        return chance + sampling * Math.max(sampling, growth);
    }

    /** Returns the standard error of the rise, from how far the points lie off the line alone. */
    double riseError() {
        return fit.riseError();
    }

    /** Returns whether this is a growth that no chance explains, and that does not slow down. */
    boolean grows() {
        int last = amounts.length - 1;
        return rise() >= least
                && slope() > Growth.DEVIATIONS * error()
                && ((goesOn(0, last / 2, last) && goesOn(0, last - last / 3, last)) || isDoubled());
    }

    /** Returns how much more at one point than at another is no growth. */
    double few() {
        return Math.max(least, Growth.DEVIATIONS * Math.sqrt(2 * scatter()));
    }

    /**
     * Returns whether this is room that is doubled whenever it is full, as the tables of a map are: it stands still between
     * one time and the next. Of what goes on, two such times are seen from the second call to the eighth.
     */
    private boolean isDoubled() {
        int risen = 0;
        int since = 0;
        for (int i = 1; i < amounts.length; i++) {
            if (amounts[i] < amounts[i - 1]) {
                return false;
            }
            boolean rises = amounts[i] > amounts[i - 1];
            boolean ends = rises && (i + 1 == amounts.length || amounts[i + 1] == amounts[i]);
            if (rises && amounts[i - 1] == amounts[Math.max(0, i - 2)]) {
                since = i - 1;
            }
            if (ends) {
                risen++;
                // The first rise may have begun before, and the last one may not be over.
                boolean whole = since > 0 && i + 1 < amounts.length;
                if (amounts[i] - amounts[since] < (whole ? DOUBLED : BEGUN) * amounts[since]) {
                    return false;
                }
            }
        }
        return risen >= 2;
    }

    /** Returns whether a part of the line is as steep as the one before it. */
    private boolean goesOn(int from, int middle, int to) {
        double before = slope(from, middle);
        double after = slope(middle, to);
        double chance = Growth.DEVIATIONS * Math.hypot(error(middle, to), STEADY * error(from, middle));
        return after > 0 && after + chance >= STEADY * before;
    }

    private double slope(int from, int to) {
        return (amounts[to] - amounts[from]) / width(from, to);
    }

    /** Returns the standard error of the slope between two points. */
    private double error(int from, int to) {
        double walk = walk(Math.abs(amounts[to] - amounts[from]));
        return Math.sqrt(2 * scatter() + walk) / width(from, to);
    }

    /**
     * Returns the variance of a point by how far it lies from the line through its neighbours, which no bend makes larger but
     * at one point: of three points that are off by themselves, the two others add to that as near as they are.
     */
    private double scatter() {
        double sum = 0;
        for (int i = 1; i < amounts.length - 1; i++) {
            double next = width(i - 1, i) / width(i - 1, i + 1);
            double off = amounts[i] - (1 - next) * amounts[i - 1] - next * amounts[i + 1];
            sum += off * off / (1 + next * next + (1 - next) * (1 - next));
        }
        return sum / (amounts.length - 2);
    }

    private double width(int from, int to) {
        return operations.get(to) - operations.get(from);
    }

    /**
     * Returns whether a larger series shows the same growth of an operation, and has at its end what this growth leads to: what
     * comes and goes may look like a line at equal steps, but not from one size to another.
     */
    boolean leadsTo(Trend larger) {
        return leadsTo(larger, Growth.DEVIATIONS);
    }

    /** Returns the same where no chance is allowed for. */
    boolean leadsStraightTo(Trend larger) {
        return leadsTo(larger, 0);
    }

    private boolean leadsTo(Trend larger, double deviations) {
        return counted == larger.counted && agrees(larger, deviations) && goesOnTo(larger, deviations);
    }

    /** Returns whether another growth is as steep, within the error. */
    boolean agrees(Trend other) {
        return agrees(other, Growth.DEVIATIONS);
    }

    private boolean agrees(Trend other, double deviations) {
        boolean flatter = slope() < other.slope();
        Trend low = flatter ? this : other;
        Trend high = flatter ? other : this;
        double chance = deviations * Math.hypot(low.error(), STEADY * high.error());
        return low.slope() + chance >= STEADY * high.slope();
    }

    private boolean goesOnTo(Trend larger, double deviations) {
        // In one process, the larger series may be the earlier one.
        double between = larger.lastOperations() - lastOperations();
        double more = Math.signum(between) * (larger.end() - end());
        double expected = larger.slope() * Math.abs(between);
        double variance = counted ? Math.max(1, larger.end() + end()) : 2 * (fit.variance() + larger.fit.variance());
        double samples = sampling * end() + larger.sampling * larger.end();
        double chance = deviations * Math.sqrt(variance + samples);
        return more + chance >= STEADY * expected && more - chance <= expected / STEADY;
    }

    /** Returns whether what has grown is still there after a longer wait. */
    boolean remains(double rested) {
        double chance = Growth.DEVIATIONS * Math.sqrt(scatter());
        return rested + chance >= fit.at(lastOperations()) - (1 - STEADY) * rise();
    }

    /** Returns what is kept at the last checkpoint. */
    double end() {
        return amounts[amounts.length - 1];
    }

    private double lastOperations() {
        return operations.get(operations.size() - 1);
    }
}
