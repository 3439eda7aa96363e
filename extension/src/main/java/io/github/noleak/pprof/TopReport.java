package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Lists what a profile's samples add up to, as {@code go tool pprof -top -symbolize=none} does.
 *
 * @see <a href="https://github.com/google/pprof/blob/main/doc/README.md">The documentation of the Go tool</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TopReport {

    static final String BASE_KEY = "pprof::base";
    static final String BASE_TEXT = "true";

    private final Profile profile;
    private final TopOptions options;
    private final ValueType type;
    private final long total;
    private final List<TopRow> rows;
    private final int candidates;
    private final int dropped;
    private final List<String> unmatched;

    private TopReport(
            Profile profile,
            TopOptions options,
            ValueType type,
            long total,
            List<TopRow> rows,
            int candidates,
            int dropped,
            List<String> unmatched) {
        this.profile = profile;
        this.options = options;
        this.type = type;
        this.total = total;
        this.rows = List.copyOf(rows);
        this.candidates = candidates;
        this.dropped = dropped;
        this.unmatched = List.copyOf(unmatched);
    }

    /**
     * Adds up the samples of a profile.
     *
     * @throws IllegalArgumentException if the profile has no such sample type, or if the heap is too small
     * @throws ArithmeticException if a sum is larger than a value can be
     */
    public static TopReport of(Profile profile, TopOptions options) {
        try {
            return of(profile, options, ReadLimits.besides(List.of(profile)));
        } catch (ProfileFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static TopReport of(Profile profile, TopOptions options, MemoryBudget budget)
            throws ProfileFormatException {
        int index = sampleIndex(profile, options.sampleIndex());
        StackView view = StackView.of(profile.definitions(), budget);
        view.dropUninteresting();
        List<String> unmatched = filter(view, options);
        if (options.hidesInlined()) {
            view.withoutInlined();
        }
        NodeTable nodes = new NodeTable(view, options, budget);
        NodeValues values = NodeValues.of(profile, index, view, nodes);

        TopNodes top = TopNodes.of(nodes, values, options);
        String[] marks = InlinedCalls.of(profile, index, view, nodes, top.callers(nodes.size()), budget)
                .marks(top.part(options.edgeFraction()));

        List<TopRow> rows = new ArrayList<>();
        for (int node : top.shown()) {
            rows.add(new TopRow(nodes.get(node).printable(), values.flat(node), values.cum(node), marks[node]));
        }
        ValueType type = profile.sampleTypes().get(index);
        return new TopReport(profile, options, type, values.total(), rows, top.candidates(), top.dropped(), unmatched);
    }

    private static int sampleIndex(Profile profile, String nameOrNumber) {
        if (nameOrNumber.isEmpty()) {
            return profile.defaultSampleType();
        }
        int types = profile.sampleTypes().size();
        try {
            int index = Integer.parseInt(nameOrNumber);
            if (index < 0 || index >= types) {
                throw new IllegalArgumentException(
                        "sample_index %s is outside the range [0..%d]".formatted(nameOrNumber, types - 1));
            }
            return index;
        } catch (NumberFormatException e) {
            return profile.sampleType(nameOrNumber);
        }
    }

    private static List<String> filter(StackView view, TopOptions options) {
        ProfileFilter filter = options.filter();
        List<String> unmatched = new ArrayList<>();
        if (!filter.isNone()) {
            boolean[] matched = view.filter(filter);
            String[] names = {"Focus", "Ignore", "Hide", "Show"};
            String[] expressions = {filter.focus(), filter.ignore(), filter.hide(), filter.show()};
            for (int i = 0; i < names.length; i++) {
                if (!expressions[i].isEmpty() && !matched[i]) {
                    unmatched.add(names[i]);
                }
            }
        }
        return unmatched;
    }

    /** Returns the rows in their order. */
    public List<TopRow> rows() {
        return rows;
    }

    /** Returns what percentages are of: all samples, whether they are shown or not; of a comparison, those of the base. */
    public long total() {
        return total;
    }

    /** Returns those of the filter's options that matched nothing, as {@code Focus}. */
    public List<String> unmatched() {
        return unmatched;
    }

    /** Returns the report as the Go tool prints it. */
    public String text() {
        return new TopText(this).toString();
    }

    Profile profile() {
        return profile;
    }

    TopOptions options() {
        return options;
    }

    ValueType type() {
        return type;
    }

    /** Returns how many rows there would be if their number were not limited. */
    int candidates() {
        return candidates;
    }

    /** Returns how many rows were too small to be shown. */
    int dropped() {
        return dropped;
    }
}
