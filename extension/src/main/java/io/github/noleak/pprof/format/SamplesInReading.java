package io.github.noleak.pprof.format;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.LabelList;
import io.github.noleak.pprof.model.LocationTable;
import io.github.noleak.pprof.model.ReadLimits;
import io.github.noleak.pprof.model.SampleCursor;
import io.github.noleak.pprof.model.SampleTable;
import io.github.noleak.pprof.wire.PackedNumbers;
import io.github.noleak.pprof.wire.WireReader;
import java.io.IOException;

/** The samples of a profile that is being read: what they refer to may come after them, and is looked for at the end. */
final class SamplesInReading {

    private static final int MAX_LABELS = 10_000;

    private final WireReader wire;
    private final ReadLimits limits;
    private final StringsInReading strings;
    private final LocationTable locations;
    private final SampleTable samples;
    private final PackedNumbers stack = new PackedNumbers();
    private final PackedNumbers values = new PackedNumbers();
    private final LabelList labels = new LabelList();
    private int types;
    private int deepest;
    private long allDepths;
    private long leastId = -1;
    private long mostId;

    SamplesInReading(
            WireReader wire,
            ReadLimits limits,
            StringsInReading strings,
            LocationTable locations,
            MemoryBudget budget) {
        this.wire = wire;
        this.limits = limits;
        this.strings = strings;
        this.locations = locations;
        samples = new SampleTable(locations, budget);
    }

    /** Reads a sample; as many sample types have been declared before it. */
    void readOne(int declared) throws IOException {
        if (samples.size() == limits.samples()) {
            throw wire.error("profile too large: more than %,d samples".formatted(samples.size()));
        }
        stack.clear();
        values.clear();
        labels.clear();
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> wire.numbers(stack, limits.frames(), this::tooDeep);
                case 2 -> wire.numbers(values, ReadLimits.SAMPLE_TYPES, this::tooManyValues);
                case 3 -> readLabel();
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        boolean first = samples.size() == 0;
        int expected = first ? declared : types;
        if (values.count() != expected && (!first || declared > 0)) {
            throw wire.error(
                    "sample %d has %d values for %d sample types".formatted(samples.size(), values.count(), expected));
        }
        types = values.count();
        deepest = Math.max(deepest, stack.count());
        allDepths += stack.count();
        leastId = Long.compareUnsigned(stack.least(), leastId) < 0 ? stack.least() : leastId;
        mostId = Long.compareUnsigned(stack.most(), mostId) > 0 ? stack.most() : mostId;
        samples.add(stack, values, labels);
    }

    private String tooDeep() {
        return "sample %d has more than %,d frames".formatted(samples.size(), limits.frames());
    }

    private String tooManyValues() {
        return "sample %d has more than %,d values".formatted(samples.size(), ReadLimits.SAMPLE_TYPES);
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
        if (labels.size() == MAX_LABELS) {
            throw wire.error("sample %d has more than %,d labels".formatted(samples.size(), MAX_LABELS));
        }
        labels.add(key, text, number, unit);
    }

    private int string() throws IOException {
        return strings.use("a label of sample", samples.size());
    }

    /** Returns the samples, once everything has been read. */
    SampleTable checked(int sampleTypes) throws ProfileFormatException {
        if (samples.size() > 0 && types != sampleTypes) {
            throw new ProfileFormatException(
                    "sample 0 has %d values for %d sample types".formatted(types, sampleTypes));
        }
        int lines = locations.mostLines();
        boolean allThere = allDepths == 0 || locations.hasAllOf(leastId, mostId);
        boolean shallow = (long) deepest * lines <= limits.frames() && allDepths * lines <= limits.allFrames();
        if (!allThere || !shallow) {
            checkOneByOne();
        }
        return samples;
    }

    private void checkOneByOne() throws ProfileFormatException {
        SampleCursor sample = samples.cursor();
        long allFrames = 0;
        for (int number = 0; sample.next(); number++) {
            long frames = 0;
            for (int i = 0; i < sample.depth(); i++) {
                int location = sample.location(i);
                if (location < 0) {
                    throw new ProfileFormatException("sample %d names location %s, which does not exist"
                            .formatted(number, Long.toUnsignedString(sample.missing())));
                }
                frames += locations.frameCount(location);
            }
            if (frames > limits.frames()) {
                throw new ProfileFormatException(
                        "sample %d has more than %,d frames".formatted(number, limits.frames()));
            }
            allFrames += frames;
            if (allFrames > limits.allFrames()) {
                throw new ProfileFormatException(
                        "profile too large: more than %,d frames in all stacks".formatted(limits.allFrames()));
            }
        }
    }
}
