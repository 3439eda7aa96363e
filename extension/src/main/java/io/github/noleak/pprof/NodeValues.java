package io.github.noleak.pprof;

/** What each row of a report adds up to: flat, for itself, and cum, with all that it called. */
final class NodeValues {

    private final long[] flat;
    private final long[] cum;

    private NodeValues(int nodes) {
        flat = new long[nodes];
        cum = new long[nodes];
    }

    /** Adds up one sample type; a row that is in a stack several times counts once. */
    static NodeValues of(Profile profile, int type, StackView view, NodeTable nodes) {
        NodeValues sums = new NodeValues(nodes.size());
        int[] seen = new int[nodes.size()];
        SampleCursor sample = profile.samples();
        for (int number = 1; sample.next(); number++) {
            long value = sample.value(type);
            if (value != 0 && view.takes(sample)) {
                sums.add(sample, view.first(sample), value, nodes, seen, number);
            }
        }
        return sums;
    }

    private void add(SampleCursor sample, int first, long value, NodeTable nodes, int[] seen, int number) {
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

    long flat(int node) {
        return flat[node];
    }

    long cum(int node) {
        return cum[node];
    }
}
