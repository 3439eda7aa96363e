package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.noleak.pprof.model.Units;
import io.github.noleak.pprof.top.TopSettings;
import org.apiguardian.api.API;

/**
 * Says what a {@link TopReport} shows; immutable.
 *
 * <pre>{@code
 * TopOptions options = TopOptions.defaults().of("inuse_space").byCum().first(10);
 * }</pre>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TopOptions {

    private String sampleIndex = "";
    private boolean cum;
    private int nodeCount;
    private double nodeFraction = 0.005;
    private double edgeFraction = 0.001;
    private Granularity granularity = Granularity.FUNCTIONS;
    private ProfileFilter filter = ProfileFilter.none();
    private String unit = Units.FITTING;
    private double divisor = 1;
    private boolean dropNegative;
    private boolean noInlines;
    private boolean columns;
    private boolean compactLabels;
    private String trimPath = "";
    private String program = "";

    private TopOptions() {}

    private TopOptions(TopOptions other) {
        sampleIndex = other.sampleIndex;
        cum = other.cum;
        nodeCount = other.nodeCount;
        nodeFraction = other.nodeFraction;
        edgeFraction = other.edgeFraction;
        granularity = other.granularity;
        filter = other.filter;
        unit = other.unit;
        divisor = other.divisor;
        dropNegative = other.dropNegative;
        noInlines = other.noInlines;
        columns = other.columns;
        compactLabels = other.compactLabels;
        trimPath = other.trimPath;
        program = other.program;
    }

    /** Returns the options of {@code go tool pprof -top} without any other flag. */
    public static TopOptions defaults() {
        return new TopOptions();
    }

    /**
     * Returns these options for another sample type.
     *
     * @param nameOrNumber such as {@code inuse_space}; empty for the profile's own choice
     */
    public TopOptions of(String nameOrNumber) {
        TopOptions copy = new TopOptions(this);
        copy.sampleIndex = nameOrNumber;
        return copy;
    }

    /** Returns these options, sorted by cumulative values instead of flat ones. */
    public TopOptions byCum() {
        TopOptions copy = new TopOptions(this);
        copy.cum = true;
        return copy;
    }

    /**
     * Returns these options with fewer rows.
     *
     * @param rows at most so many; 0 for all
     */
    public TopOptions first(int rows) {
        TopOptions copy = new TopOptions(this);
        copy.nodeCount = rows;
        return copy;
    }

    /**
     * Returns these options with other bounds for what is too little to be shown.
     *
     * @param ofNodes the part of the total that a row has to have, from 0 to 1; 0.005 by default
     * @param ofEdges the part of the total from which on a call tells what is inlined, from 0 to 1; 0.001 by default
     * @throws IllegalArgumentException if one is no such part
     */
    public TopOptions above(double ofNodes, double ofEdges) {
        if (!(ofNodes >= 0 && ofNodes <= 1 && ofEdges >= 0 && ofEdges <= 1)) {
            throw new IllegalArgumentException("a part of the total is from 0 to 1, not " + ofNodes + " or " + ofEdges);
        }
        TopOptions copy = new TopOptions(this);
        copy.nodeFraction = ofNodes;
        copy.edgeFraction = ofEdges;
        return copy;
    }

    /** Returns these options with rows that stand for something else; for functions by default. */
    public TopOptions by(Granularity rows) {
        TopOptions copy = new TopOptions(this);
        copy.granularity = rows;
        return copy;
    }

    /** Returns these options with another filter. Percentages are of all samples nevertheless. */
    public TopOptions where(ProfileFilter newFilter) {
        TopOptions copy = new TopOptions(this);
        copy.filter = newFilter;
        return copy;
    }

    /**
     * Returns these options with values in a unit.
     *
     * @param newUnit such as {@code MB} or {@code ms}; {@code minimum} for one that fits, which is the default
     */
    public TopOptions in(String newUnit) {
        TopOptions copy = new TopOptions(this);
        copy.unit = newUnit;
        return copy;
    }

    /**
     * Returns these options with values that are divided when they are shown, such as by a number of operations.
     *
     * @throws IllegalArgumentException for 0
     */
    public TopOptions dividedBy(double newDivisor) {
        if (newDivisor == 0) {
            throw new IllegalArgumentException("zero divisor specified");
        }
        TopOptions copy = new TopOptions(this);
        copy.divisor = newDivisor;
        return copy;
    }

    /** Returns these options without rows of negative values. */
    public TopOptions withoutNegative() {
        TopOptions copy = new TopOptions(this);
        copy.dropNegative = true;
        return copy;
    }

    /** Returns these options, with inlined calls counted for the function that they were inlined into. */
    public TopOptions withoutInlined() {
        TopOptions copy = new TopOptions(this);
        copy.noInlines = true;
        return copy;
    }

    /** Returns these options, with calls on one line told apart by their columns. */
    public TopOptions withColumns() {
        TopOptions copy = new TopOptions(this);
        copy.columns = true;
        return copy;
    }

    /** Returns these options without the lines that a profile says of itself. */
    public TopOptions compact() {
        TopOptions copy = new TopOptions(this);
        copy.compactLabels = true;
        return copy;
    }

    /**
     * Returns these options with prefixes that are cut off source paths.
     *
     * @param prefixes directories, with colons between them
     */
    public TopOptions trimming(String prefixes) {
        TopOptions copy = new TopOptions(this);
        copy.trimPath = prefixes;
        return copy;
    }

    /**
     * Returns these options with the program whose profile it is, in the place of the one that the profile names.
     *
     * @param file the executable
     */
    public TopOptions ofProgram(String file) {
        TopOptions copy = new TopOptions(this);
        copy.program = file;
        return copy;
    }

    TopSettings settings() {
        return new TopSettings(
                sampleIndex,
                cum,
                nodeCount,
                nodeFraction,
                edgeFraction,
                granularity,
                filter,
                unit,
                divisor,
                dropNegative,
                noInlines,
                columns,
                compactLabels,
                trimPath,
                program);
    }
}
