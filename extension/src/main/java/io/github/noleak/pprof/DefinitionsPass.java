package io.github.noleak.pprof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The first pass: everything that samples refer to, wherever it stands. */
final class DefinitionsPass {

    private static final int MAX_SAMPLE_TYPES = 256;
    private static final int MAX_COMMENTS = 10_000;

    /** What the first pass leaves: all but the samples, and how many of them there are. */
    record Result(Definitions definitions, int samples) {}

    private final WireReader wire;
    private final ReadLimits limits;
    private final StringTable strings;
    private final MappingTable mappings;
    private final FunctionTable functions;
    private final LocationTable locations;
    private final List<int[]> sampleTypes = new ArrayList<>();
    private final List<Integer> comments = new ArrayList<>();
    private int[] periodType = new int[2];
    private int defaultSampleType;
    private int dropFrames;
    private int keepFrames;
    private int docUrl;
    private long time;
    private long duration;
    private long period;
    private int samples;

    DefinitionsPass(WireReader wire, ReadLimits limits, MemoryBudget budget) {
        this.wire = wire;
        this.limits = limits;
        strings = new StringTable(limits.cacheBytes(), budget);
        mappings = new MappingTable(strings, budget);
        functions = new FunctionTable(strings, budget);
        locations = new LocationTable(functions, mappings, limits, budget);
    }

    Result read() throws IOException {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            readField(field);
        }
        if (sampleTypes.isEmpty()) {
            throw new ProfileFormatException("not a profile: it has no sample types");
        }
        strings.checkUses();
        locations.checkFunctions();
        return new Result(new Definitions(header(), strings, mappings, functions, locations), samples);
    }

    private Header header() {
        List<ValueType> types = new ArrayList<>();
        for (int[] type : sampleTypes) {
            types.add(valueType(type));
        }
        List<String> said = new ArrayList<>();
        for (int comment : comments) {
            said.add(strings.get(comment));
        }
        return new Header(
                types,
                strings.get(defaultSampleType),
                valueType(periodType),
                period,
                time,
                duration,
                said,
                strings.get(docUrl),
                strings.get(dropFrames),
                strings.get(keepFrames));
    }

    private ValueType valueType(int[] type) {
        return new ValueType(strings.get(type[0]), strings.get(type[1]));
    }

    private void readField(int field) throws IOException {
        switch (field) {
            case 1 -> readSampleType();
            case 2 -> countSample();
            case 3 -> mappings.read(wire);
            case 4 -> locations.read(wire);
            case 5 -> functions.read(wire);
            case 6 -> strings.read(wire, limits.nameBytes());
            case 7 -> dropFrames = string(field);
            case 8 -> keepFrames = string(field);
            case 9 -> readTime();
            case 10 -> duration = wire.varint();
            case 11 -> periodType = readValueType("period type", 0);
            case 12 -> period = wire.varint();
            case 13 -> wire.varints(this::readComment);
            case 14 -> defaultSampleType = string(field);
            case 15 -> docUrl = string(field);
            default -> wire.skip();
        }
    }

    private int string(int field) throws IOException {
        return strings.use(wire.varint(), "field", field);
    }

    private void readComment(long index) throws IOException {
        if (comments.size() == MAX_COMMENTS) {
            throw wire.error("more than %,d comments".formatted(MAX_COMMENTS));
        }
        comments.add(strings.use(index, "field", 13));
    }

    private void readSampleType() throws IOException {
        if (sampleTypes.size() == MAX_SAMPLE_TYPES) {
            throw wire.error("more than %d sample types".formatted(MAX_SAMPLE_TYPES));
        }
        sampleTypes.add(readValueType("sample type", sampleTypes.size()));
    }

    private int[] readValueType(String user, int index) throws IOException {
        int[] type = new int[2];
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1, 2 -> type[field - 1] = strings.use(wire.varint(), user, index);
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        return type;
    }

    private void countSample() throws IOException {
        if (samples == limits.samples()) {
            throw wire.error("profile too large: more than %,d samples".formatted(samples));
        }
        samples++;
        wire.skip();
    }

    private void readTime() throws IOException {
        // Profiles written one after the other parse as one, whose ids then mean the wrong things.
        if (time != 0) {
            throw wire.error("two profiles in one: the time is there twice");
        }
        time = wire.varint();
    }
}
