package io.github.noleak.pprof;

import java.io.IOException;
import java.util.Arrays;

/** The second pass: the samples, now that all they refer to is known. */
final class SamplesPass {

    private static final int MAX_LABELS = 10_000;

    private final WireReader wire;
    private final Definitions definitions;
    private final int expected;
    private final ReadLimits limits;
    private final SampleTable samples;
    private final WireReader.VarintSink locations = this::addLocation;
    private final WireReader.VarintSink numbers = this::addValue;
    private final LabelList labels = new LabelList();
    private final long[] values;
    private int[] stack = new int[128];
    private int depth;
    private int frames;
    private int valueCount;
    private long allFrames;

    SamplesPass(WireReader wire, DefinitionsPass.Result first, ReadLimits limits, MemoryBudget budget) {
        this.wire = wire;
        definitions = first.definitions();
        expected = first.samples();
        this.limits = limits;
        int types = definitions.header().sampleTypes().size();
        samples = new SampleTable(definitions.locations(), types, budget);
        values = new long[types];
    }

    SampleTable read() throws IOException {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == 2) {
                readSample();
            } else {
                wire.skip();
            }
        }
        if (samples.size() != expected) {
            throw new ProfileFormatException("the source changed while it was read: %d samples first, then %d"
                    .formatted(expected, samples.size()));
        }
        return samples;
    }

    private void readSample() throws IOException {
        depth = 0;
        frames = 0;
        valueCount = 0;
        labels.clear();
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> wire.varints(locations);
                case 2 -> wire.varints(numbers);
                case 3 -> readLabel();
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        if (valueCount != values.length) {
            throw wire.error(
                    "sample %d has %d values for %d sample types".formatted(samples.size(), valueCount, values.length));
        }
        allFrames += frames;
        if (allFrames > limits.allFrames()) {
            throw wire.error("profile too large: more than %,d frames in all stacks".formatted(limits.allFrames()));
        }
        samples.add(stack, depth, values, labels);
    }

    private void addLocation(long id) throws IOException {
        int location = definitions.locations().find(id);
        if (location < 0) {
            throw wire.error("sample %d names location %s, which does not exist"
                    .formatted(samples.size(), Long.toUnsignedString(id)));
        }
        frames += definitions.locations().frameCount(location);
        if (frames > limits.frames()) {
            throw wire.error("sample %d has more than %,d frames".formatted(samples.size(), limits.frames()));
        }
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
        }
        stack[depth++] = location;
    }

    private void addValue(long value) {
        if (valueCount < values.length) {
            values[valueCount] = value;
        }
        valueCount++;
    }

    private void readLabel() throws IOException {
        int key = 0;
        int text = 0;
        long number = 0;
        int unit = 0;
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> key = string();
                case 2 -> text = string();
                case 3 -> number = wire.varint();
                case 4 -> unit = string();
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        definitions.strings().checkUses();
        if (labels.size() == MAX_LABELS) {
            throw wire.error("sample %d has more than %,d labels".formatted(samples.size(), MAX_LABELS));
        }
        labels.add(key, text, number, unit);
    }

    private int string() throws IOException {
        return definitions.strings().use(wire.varint(), "a label of sample", samples.size());
    }
}
