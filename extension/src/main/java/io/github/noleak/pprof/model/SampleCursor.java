package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.memory.LongList;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Goes through samples one by one, each by the numbers of its locations; nothing is made for a sample. */
@API(status = INTERNAL, since = "0.1")
public final class SampleCursor {

    private final ByteList.Cursor entries;
    private final LocationTable locations;
    private final long[] values;
    private final LabelList labels = new LabelList();
    private int[] stack = new int[128];
    private int depth;
    private final @Nullable LongList apart;
    private int nextValue;
    private int left;
    private int stackLength;
    private boolean decoded = true;
    private long missing;

    /**
     * Starts before a sample.
     *
     * @param apart all values, where they do not stand with their samples; the first sample's number tells which are its
     */
    SampleCursor(
            ByteList.Cursor entries,
            int samples,
            int types,
            LocationTable locations,
            @Nullable LongList apart,
            int first) {
        this.entries = entries;
        this.locations = locations;
        this.apart = apart;
        nextValue = first * types;
        left = samples;
        values = new long[types];
    }

    public boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        if (!decoded) {
            entries.skip(stackLength);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = apart == null ? entries.varint() : apart.get(nextValue++);
        }
        labels.read(entries);
        depth = entries.intVarint();
        stackLength = entries.intVarint();
        decoded = false;
        return true;
    }

    /** Many samples have nothing of what is asked for: their stacks are passed over. */
    private void decode() {
        decoded = true;
        if (depth > stack.length) {
            stack = new int[Math.max(depth, 2 * stack.length)];
        }
        for (int i = 0; i < depth; i++) {
            long id = entries.varint();
            stack[i] = locations.find(id);
            if (stack[i] < 0) {
                missing = id;
            }
        }
    }

    public int depth() {
        return depth;
    }

    /** Returns the number of a location, the leaf's at 0; -1 for one that is not there, while that is not checked yet. */
    public int location(int frame) {
        if (!decoded) {
            decode();
        }
        return stack[frame];
    }

    /** Returns the id of a location that is not there, if the sample names any such. */
    public long missing() {
        return missing;
    }

    public long value(int type) {
        return values[type];
    }

    /** Returns a copy. */
    long[] values() {
        return Arrays.copyOf(values, values.length);
    }

    public LabelList labels() {
        return labels;
    }
}
