package io.github.noleak.pprof.top;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFilter;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.TopRow;
import io.github.noleak.pprof.ValueType;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.Definitions;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.ProfileData;
import io.github.noleak.pprof.stack.StackView;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a report says.
 *
 * @param total what percentages are of: all samples, whether they are shown or not; of a comparison, those of the base
 * @param candidates how many rows there would be if their number were not limited
 * @param dropped how many rows were too small to be shown
 * @param unmatched those of the filter's options that matched nothing, as {@code Focus}
 */
@API(status = INTERNAL, since = "0.1")
public record TopResult(
        Definitions definitions,
        TopSettings settings,
        ValueType type,
        long total,
        List<TopRow> rows,
        int candidates,
        int dropped,
        List<String> unmatched) {

    public TopResult {
        rows = List.copyOf(rows);
        unmatched = List.copyOf(unmatched);
    }

    /**
     * Adds up the samples of a profile.
     *
     * @throws IllegalArgumentException if the profile has no such sample type
     * @throws ArithmeticException if a sum is larger than a value can be
     */
    public static TopResult of(ProfileData profile, TopSettings settings, MemoryBudget budget)
            throws ProfileFormatException {
        int index = sampleIndex(profile.header(), settings.sampleIndex());
        StackView view = StackView.of(profile.definitions(), budget);
        view.dropUninteresting();
        List<String> unmatched = filter(view, settings);
        if (settings.hidesInlined()) {
            view.withoutInlined();
        }
        NodeTable nodes = new NodeTable(view.lines(), settings, budget);
        NodeValues values = NodeValues.of(profile, index, view, nodes);

        TopNodes top = TopNodes.of(nodes, values, settings);
        String[] marks = InlinedCalls.of(profile, index, view, nodes, top.callers(nodes.size()), budget)
                .marks(top.part(settings.edgeFraction()));

        List<TopRow> rows = new ArrayList<>();
        for (int node : top.shown()) {
            rows.add(new TopRow(nodes.get(node).printable(), values.flat(node), values.cum(node), marks[node]));
        }
        ValueType type = profile.header().sampleTypes().get(index);
        return new TopResult(
                profile.definitions(),
                settings,
                type,
                values.total(),
                rows,
                top.candidates(),
                top.dropped(),
                unmatched);
    }

    private static int sampleIndex(Header header, String nameOrNumber) {
        if (nameOrNumber.isEmpty()) {
            return header.defaultType();
        }
        int types = header.sampleTypes().size();
        try {
            int index = Integer.parseInt(nameOrNumber);
            if (index < 0 || index >= types) {
                throw new IllegalArgumentException(
                        "sample_index %s is outside the range [0..%d]".formatted(nameOrNumber, types - 1));
            }
            return index;
        } catch (NumberFormatException e) {
            return header.typeOf(nameOrNumber);
        }
    }

    private static List<String> filter(StackView view, TopSettings settings) {
        ProfileFilter filter = settings.filter();
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
}
