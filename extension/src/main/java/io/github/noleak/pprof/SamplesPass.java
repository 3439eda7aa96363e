package io.github.noleak.pprof;

import java.io.IOException;
import java.util.Arrays;

/** The second pass: the samples, now that all they refer to is known. */
final class SamplesPass {

    private final WireReader wire;
    private final Definitions definitions;
    private final ReadLimits limits;
    private final SampleTable samples;
    private final long[] values;
    private int[] stack = new int[128];
    private int depth;
    private int frames;
    private int valueCount;
    private long allFrames;

    SamplesPass(WireReader wire, Definitions definitions, ReadLimits limits, MemoryBudget budget) {
        this.wire = wire;
        this.definitions = definitions;
        this.limits = limits;
        int types = definitions.sampleTypes().size();
        samples = new SampleTable(definitions.locations(), types, budget);
        values = new long[types];
    }

    SampleTable read() throws IOException {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == 2) {
                wire.message(this::readSample);
            } else {
                wire.skip();
            }
        }
        if (samples.size() != definitions.samples()) {
            throw new ProfileFormatException("the source changed while it was read: %d samples first, then %d"
                    .formatted(definitions.samples(), samples.size()));
        }
        return samples;
    }

    private void readSample() throws IOException {
        depth = 0;
        frames = 0;
        valueCount = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> wire.varints(this::addLocation);
                case 2 -> wire.varints(this::addValue);
                case 3 -> wire.message(this::checkLabel);
                default -> wire.skip();
            }
        }
        if (valueCount != values.length) {
            throw wire.error(
                    "sample %d has %d values for %d sample types".formatted(samples.size(), valueCount, values.length));
        }
        allFrames += frames;
        if (allFrames > limits.allFrames()) {
            throw wire.error("profile too large: more than %,d frames in all stacks".formatted(limits.allFrames()));
        }
        samples.add(stack, depth, values);
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

    private void checkLabel() throws IOException {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1, 2, 4 -> definitions.strings().use(wire.varint(), "a label of sample", samples.size());
                default -> wire.skip();
            }
        }
        definitions.strings().checkUses();
    }
}
