package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.SampleVisitor;
import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.memory.IntList;
import io.github.noleak.pprof.memory.KeyTable;
import io.github.noleak.pprof.memory.LongList;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.wire.PackedNumbers;
import io.github.noleak.pprof.wire.Varints;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * All samples of a profile, packed: the ids of their locations, their values and their labels, as varints. The values of
 * samples that were added up stand apart.
 */
@API(status = INTERNAL, since = "0.1")
public final class SampleTable {

    /** The start of every eighth sample is noted; the seven between are walked over. */
    private static final int STRIDE = 8;

    private final LocationTable locations;
    private final ByteList entries;
    private final IntList starts;
    private final @Nullable LongList apart;
    private final Varints packed = new Varints();
    private int types;
    private int size;

    public SampleTable(LocationTable locations, MemoryBudget budget) {
        this.locations = locations;
        entries = new ByteList(budget);
        starts = new IntList(budget);
        apart = null;
    }

    /** Takes over samples that were added up: their stacks and labels as keys, and so many values for each. */
    public SampleTable(LocationTable locations, KeyTable keys, LongList values, int types, MemoryBudget budget)
            throws ProfileFormatException {
        this.locations = locations;
        this.types = types;
        entries = keys.bytes();
        starts = new IntList(budget);
        apart = values;
        size = keys.size();
        for (int sample = 0; sample < size; sample += STRIDE) {
            starts.add(keys.start(sample));
        }
    }

    public int size() {
        return size;
    }

    /** Adds a sample of as many values as all others have. */
    public void add(PackedNumbers stack, PackedNumbers values, LabelList labels) throws ProfileFormatException {
        if (size % STRIDE == 0) {
            starts.add(entries.size());
        }
        types = values.count();
        values.writeTo(entries);
        labels.addTo(packed.clear());
        packed.writeTo(entries);
        entries.addVarint(stack.count());
        entries.addVarint(stack.length());
        stack.writeTo(entries);
        size++;
    }

    public long value(int sample, int type) {
        return at(sample).value(type);
    }

    public CallStack stack(int sample) {
        return stack(at(sample));
    }

    public void forEach(SampleVisitor visitor) {
        SampleCursor samples = cursor();
        while (samples.next()) {
            visitor.visit(stack(samples), samples.values());
        }
    }

    public SampleCursor cursor() {
        return new SampleCursor(entries.cursor(0), size, types, locations, apart, 0);
    }

    private SampleCursor at(int sample) {
        int before = sample % STRIDE;
        ByteList.Cursor entry = entries.cursor(starts.get(sample / STRIDE));
        SampleCursor cursor = new SampleCursor(entry, before + 1, types, locations, apart, sample - before);
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
