package io.github.noleak.pprof.top;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.memory.SeededHash;
import io.github.noleak.pprof.model.ProfileData;
import io.github.noleak.pprof.model.SampleCursor;
import io.github.noleak.pprof.stack.StackView;
import java.util.Arrays;

/** Tells which rows of a report were called inlined: all calls of them, or some. */
final class InlinedCalls {

    /** Of the table, and of the calls in half of it. */
    private static final int PER_SLOT = 19;

    private static final int SHIFT = 32;
    private static final long NODE = 0xffff_ffffL;

    private final NodeTable nodes;

    /** The rows that are shown; what is not is passed over. */
    private final boolean[] kept;

    private final MemoryBudget budget;
    private final SeededHash seeded = new SeededHash();
    private long[] pairs = new long[1 << 12];
    private int[] edges = new int[pairs.length];
    private long[] weights = new long[1 << 10];
    private boolean[] inlined = new boolean[weights.length];
    private int[] seen = new int[weights.length];
    private int size;

    /** The rows that may have been called inlined: only their callers matter. */
    private final boolean[] candidates;

    private InlinedCalls(NodeTable nodes, int locations, boolean[] kept, MemoryBudget budget) {
        this.nodes = nodes;
        this.kept = kept;
        this.budget = budget;
        candidates = new boolean[nodes.size()];
        for (int location = 0; location < locations; location++) {
            for (int entry = nodes.start(location); entry < nodes.end(location) - 1; entry++) {
                candidates[nodes.node(entry)] = kept[nodes.node(entry)];
            }
        }
    }

    static InlinedCalls of(
            ProfileData profile, int type, StackView view, NodeTable nodes, boolean[] kept, MemoryBudget budget)
            throws ProfileFormatException {
        InlinedCalls calls = new InlinedCalls(nodes, view.lines().size(), kept, budget);
        SampleCursor sample = profile.samples().cursor();
        for (int number = 1; sample.next(); number++) {
            long value = sample.value(type);
            if (value != 0 && view.takes(sample)) {
                calls.add(sample, view.first(sample), value, number);
            }
        }
        return calls;
    }

    private void add(SampleCursor sample, int first, long value, int number) throws ProfileFormatException {
        int parent = -1;
        for (int i = sample.depth() - 1; i >= first; i--) {
            int location = sample.location(i);
            int start = nodes.start(location);
            int last = nodes.end(location) - 1;
            for (int entry = last; entry >= start; entry--) {
                int node = nodes.node(entry);
                if (kept[node]) {
                    if (candidates[node] && parent >= 0 && parent != node) {
                        add(parent, node, entry != last, value, number);
                    }
                    parent = node;
                }
            }
        }
    }

    private void add(int parent, int node, boolean inline, long value, int number) throws ProfileFormatException {
        int edge = edge(((long) node << SHIFT) | parent);
        if (seen[edge] == number) {
            return;
        }
        inlined[edge] = inline && (seen[edge] == 0 || inlined[edge]);
        seen[edge] = number;
        weights[edge] += value;
    }

    private int edge(long pair) throws ProfileFormatException {
        int slot = slot(pair);
        if (edges[slot] == 0) {
            if (2 * (size + 1) > edges.length) {
                grow();
                slot = slot(pair);
            }
            if (size == weights.length) {
                weights = Arrays.copyOf(weights, 2 * size);
                inlined = Arrays.copyOf(inlined, 2 * size);
                seen = Arrays.copyOf(seen, 2 * size);
            }
            pairs[slot] = pair;
            edges[slot] = ++size;
        }
        return edges[slot] - 1;
    }

    private int slot(long pair) {
        int mask = edges.length - 1;
        int slot = seeded.of(pair) & mask;
        while (edges[slot] != 0 && pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() throws ProfileFormatException {
        budget.charge(PER_SLOT * (long) pairs.length);
        long[] oldPairs = pairs;
        int[] oldEdges = edges;
        pairs = new long[2 * oldPairs.length];
        edges = new int[pairs.length];
        for (int i = 0; i < oldEdges.length; i++) {
            if (oldEdges[i] != 0) {
                int slot = slot(oldPairs[i]);
                pairs[slot] = oldPairs[i];
                edges[slot] = oldEdges[i];
            }
        }
    }

    /** Returns for each row what follows its name, empty where it was not inlined; calls of less than a weight do not count. */
    String[] marks(long least) {
        boolean[] some = new boolean[nodes.size()];
        boolean[] notAll = new boolean[nodes.size()];
        for (int slot = 0; slot < edges.length; slot++) {
            int edge = edges[slot] - 1;
            if (edge >= 0 && Math.abs(weights[edge]) >= least) {
                (inlined[edge] ? some : notAll)[(int) (pairs[slot] >>> SHIFT & NODE)] = true;
            }
        }
        String[] marks = new String[nodes.size()];
        Arrays.fill(marks, "");
        for (int node = 0; node < marks.length; node++) {
            if (some[node]) {
                marks[node] = notAll[node] ? "(partial-inline)" : "(inline)";
            }
        }
        return marks;
    }
}
