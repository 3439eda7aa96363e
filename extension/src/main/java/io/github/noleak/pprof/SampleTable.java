package io.github.noleak.pprof;

import java.util.ArrayList;
import java.util.List;

/** All samples of a profile, packed: the numbers of their locations, their values and their labels, as varints. */
final class SampleTable {

    /** The start of every eighth sample is noted; the seven between are walked over. */
    private static final int STRIDE = 8;

    private final LocationTable locations;
    private final int types;
    private final ByteList entries;
    private final IntList starts;
    private int size;

    SampleTable(LocationTable locations, int types, MemoryBudget budget) {
        this.locations = locations;
        this.types = types;
        entries = new ByteList(budget);
        starts = new IntList(budget);
    }

    int size() {
        return size;
    }

    void add(int[] stack, int depth, long[] values, LabelList labels) throws ProfileFormatException {
        if (size % STRIDE == 0) {
            starts.add(entries.size());
        }
        entries.addVarint(depth);
        for (int i = 0; i < depth; i++) {
            entries.addVarint(stack[i]);
        }
        for (int i = 0; i < types; i++) {
            entries.addSigned(values[i]);
        }
        labels.write(entries);
        size++;
    }

    long value(int sample, int type) {
        return at(sample).value(type);
    }

    CallStack stack(int sample) {
        return stack(at(sample));
    }

    void forEach(SampleVisitor visitor) {
        SampleCursor samples = cursor();
        while (samples.next()) {
            visitor.visit(stack(samples), samples.values());
        }
    }

    SampleCursor cursor() {
        return new SampleCursor(entries.cursor(0), size, types);
    }

    private SampleCursor at(int sample) {
        int before = sample % STRIDE;
        SampleCursor cursor = new SampleCursor(entries.cursor(starts.get(sample / STRIDE)), before + 1, types);
        for (int i = 0; i <= before; i++) {
            cursor.next();
        }
        return cursor;
    }

    private CallStack stack(SampleCursor sample) {
        List<Frame> frames = new ArrayList<>(sample.depth() + 8);
        for (int i = 0; i < sample.depth(); i++) {
            frames.addAll(locations.frames(sample.location(i)));
        }
        return new CallStack(frames);
    }
}
