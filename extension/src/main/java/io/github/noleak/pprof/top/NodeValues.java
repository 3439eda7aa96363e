package io.github.noleak.pprof.top;

import io.github.noleak.pprof.ValueType;
import io.github.noleak.pprof.model.LabelList;
import io.github.noleak.pprof.model.ProfileData;
import io.github.noleak.pprof.model.SampleCursor;
import io.github.noleak.pprof.model.StringTable;
import io.github.noleak.pprof.stack.StackView;

/** What each row of a report adds up to: flat, for itself, and cum, with all that it called. */
final class NodeValues {

    private final long[] flat;
    private final long[] cum;

    private final int[] seen;
    private long total;
    private long base;

    private NodeValues(int nodes) {
        flat = new long[nodes];
        cum = new long[nodes];
        seen = new int[nodes];
    }

    /**
     * Adds up one sample type; a row that is in a stack several times counts once.
     *
     * @throws ArithmeticException if a sum is larger than a value can be
     */
    static NodeValues of(ProfileData profile, int type, StackView view, NodeTable nodes) {
        StringTable strings = profile.definitions().strings();
        int key = strings.find(LabelList.BASE_KEY);
        int text = strings.find(LabelList.BASE_TEXT);
        boolean compared = key > 0 && text > 0;
        NodeValues sums = new NodeValues(nodes.size());
        SampleCursor sample = profile.samples().cursor();
        for (int number = 1; sample.next(); number++) {
            long value = sample.value(type);
            if (value != 0) {
                // No other sum is larger than this one.
                sums.addToTotal(
                        value,
                        compared && sample.labels().has(key, text),
                        profile.header().sampleTypes().get(type));
                if (view.takes(sample)) {
                    sums.add(sample, view.first(sample), value, nodes, number);
                }
            }
        }
        return sums;
    }

    private void addToTotal(long value, boolean ofBase, ValueType type) {
        long size = Math.abs(value);
        total += size;
        if (size < 0 || total < 0) {
            throw new ArithmeticException(
                    "the values of %s add up to more than a number of 64 bits can be".formatted(type.type()));
        }
        base += ofBase ? size : 0;
    }

    private void add(SampleCursor sample, int first, long value, NodeTable nodes, int number) {
        boolean leaf = true;
        for (int i = first; i < sample.depth(); i++) {
            int location = sample.location(i);
            int end = nodes.end(location);
            for (int entry = nodes.start(location); entry < end; entry++) {
                int node = nodes.node(entry);
                if (leaf) {
                    flat[node] += value;
                    leaf = false;
                }
                if (seen[node] != number) {
                    seen[node] = number;
                    cum[node] += value;
                }
            }
        }
    }

    /** Returns the sum of all values without their signs, filtered or not; of a comparison, of those of the base. */
    long total() {
        return base > 0 ? base : total;
    }

    long flat(int node) {
        return flat[node];
    }

    long cum(int node) {
        return cum[node];
    }
}
