package io.github.noleak.pprof.top;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The rows that are shown, in their order.
 *
 * @param flat what all rows add up to that have anything
 * @param all how many of these there are
 * @param candidates how many of them are not too small
 */
record TopNodes(List<Integer> shown, long flat, int all, int candidates) {

    TopNodes {
        shown = List.copyOf(shown);
    }

    static TopNodes of(NodeTable nodes, NodeValues values, TopSettings options) {
        List<Integer> all = new ArrayList<>();
        long flat = 0;
        for (int node = 0; node < nodes.size(); node++) {
            boolean nothing = values.flat(node) == 0 && values.cum(node) == 0;
            if (!nothing && !(options.dropsNegative() && isNegative(values, node))) {
                all.add(node);
                flat += values.flat(node);
            }
        }
        long least = part(flat, options.nodeFraction());
        List<Integer> candidates = new ArrayList<>(all);
        candidates.removeIf(node -> Math.abs(values.cum(node)) < least);
        candidates.sort(order(nodes, values, options.sortsByCum()));
        int most = options.nodeCount() > 0 ? options.nodeCount() : candidates.size();
        return new TopNodes(
                candidates.subList(0, Math.min(most, candidates.size())), flat, all.size(), candidates.size());
    }

    private static boolean isNegative(NodeValues values, int node) {
        return values.flat(node) < 0 || (values.flat(node) == 0 && values.cum(node) < 0);
    }

    private static Comparator<Integer> order(NodeTable nodes, NodeValues values, boolean byCum) {
        String[] names = new String[nodes.size()];
        return (left, right) -> {
            int byValue = Long.compare(size(values, right, byCum), size(values, left, byCum));
            return byValue != 0 ? byValue : ByteOrder.compare(name(nodes, names, left), name(nodes, names, right));
        };
    }

    private static long size(NodeValues values, int node, boolean byCum) {
        return Math.abs(byCum ? values.cum(node) : values.flat(node));
    }

    private static String name(NodeTable nodes, String[] names, int node) {
        if (names[node] == null) {
            names[node] = nodes.get(node).printable();
        }
        return names[node];
    }

    private static long part(long flat, double fraction) {
        return Math.abs((long) (flat * fraction));
    }

    /** Returns a part of what all rows add up to, without its sign. */
    long part(double fraction) {
        return part(flat, fraction);
    }

    /** Returns how many rows are too small to be shown. */
    int dropped() {
        return all - candidates;
    }

    /** Tells of each row whether it counts as a caller of others: where none is left out, all do, even of nothing. */
    boolean[] callers(int nodes) {
        boolean[] callers = new boolean[nodes];
        Arrays.fill(callers, shown.size() == all);
        shown.forEach(node -> callers[node] = true);
        return callers;
    }
}
