package io.github.noleak.pprof;

import java.util.ArrayList;
import java.util.List;

/** All samples of a profile, packed: the numbers of their locations, and their values, as varints. */
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

    void add(int[] stack, int depth, long[] values) throws ProfileFormatException {
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
        size++;
    }

    long value(int sample, int type) {
        ByteList.Cursor cursor = cursor(sample);
        skipStack(cursor);
        return readValues(cursor)[type];
    }

    CallStack stack(int sample) {
        return readStack(cursor(sample));
    }

    void forEach(SampleVisitor visitor) {
        ByteList.Cursor cursor = entries.cursor(0);
        for (int i = 0; i < size; i++) {
            visitor.visit(readStack(cursor), readValues(cursor));
        }
    }

    private ByteList.Cursor cursor(int sample) {
        ByteList.Cursor cursor = entries.cursor(starts.get(sample / STRIDE));
        for (int i = sample % STRIDE; i > 0; i--) {
            skipStack(cursor);
            readValues(cursor);
        }
        return cursor;
    }

    private static void skipStack(ByteList.Cursor cursor) {
        for (int depth = cursor.intVarint(); depth > 0; depth--) {
            cursor.varint();
        }
    }

    private CallStack readStack(ByteList.Cursor cursor) {
        int depth = cursor.intVarint();
        List<Frame> frames = new ArrayList<>(depth + 8);
        for (int i = 0; i < depth; i++) {
            frames.addAll(locations.frames(cursor.intVarint()));
        }
        return new CallStack(frames);
    }

    private long[] readValues(ByteList.Cursor cursor) {
        long[] values = new long[types];
        for (int i = 0; i < types; i++) {
            values[i] = cursor.signed();
        }
        return values;
    }
}
