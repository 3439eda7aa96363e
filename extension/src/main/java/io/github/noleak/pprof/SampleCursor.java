package io.github.noleak.pprof;

import java.util.Arrays;

/** Goes through samples one by one, each by the numbers of its locations; nothing is made for a sample. */
final class SampleCursor {

    private final ByteList.Cursor entries;
    private final long[] values;
    private final LabelList labels = new LabelList();
    private int[] stack = new int[128];
    private int depth;
    private int left;

    SampleCursor(ByteList.Cursor entries, int samples, int types) {
        this.entries = entries;
        left = samples;
        values = new long[types];
    }

    boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        depth = entries.intVarint();
        if (depth > stack.length) {
            stack = new int[Math.max(depth, 2 * stack.length)];
        }
        for (int i = 0; i < depth; i++) {
            stack[i] = entries.intVarint();
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = entries.signed();
        }
        labels.read(entries);
        return true;
    }

    int depth() {
        return depth;
    }

    /** Returns the number of a location, the leaf's at 0. */
    int location(int frame) {
        return stack[frame];
    }

    long value(int type) {
        return values[type];
    }

    /** Returns a copy. */
    long[] values() {
        return Arrays.copyOf(values, values.length);
    }

    LabelList labels() {
        return labels;
    }
}
