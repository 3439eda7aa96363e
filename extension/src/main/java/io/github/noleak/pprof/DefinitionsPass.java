package io.github.noleak.pprof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The first pass: everything that samples refer to, wherever it stands. */
final class DefinitionsPass {

    private static final int MAX_SAMPLE_TYPES = 256;

    private final WireReader wire;
    private final ReadLimits limits;
    private final StringTable strings;
    private final MappingTable mappings;
    private final FunctionTable functions;
    private final LocationTable locations;
    private final List<int[]> sampleTypes = new ArrayList<>();
    private int defaultSampleType;
    private long time;
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

    Definitions read() throws IOException {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            readField(field);
        }
        if (sampleTypes.isEmpty()) {
            throw new ProfileFormatException("not a profile: it has no sample types");
        }
        strings.checkUses();
        locations.checkFunctions();
        List<ValueType> types = sampleTypes.stream()
                .map(type -> new ValueType(strings.get(type[0]), strings.get(type[1])))
                .toList();
        return new Definitions(strings, locations, types, defaultType(types), period, samples);
    }

    private void readField(int field) throws IOException {
        switch (field) {
            case 1 -> wire.message(this::readSampleType);
            case 2 -> countSample();
            case 3 -> wire.message(() -> mappings.read(wire));
            case 4 -> wire.message(() -> locations.read(wire));
            case 5 -> wire.message(() -> functions.read(wire));
            case 6 -> strings.read(wire, limits.nameBytes());
            case 7, 8, 15 -> strings.use(wire.varint(), "field", field);
            case 9 -> readTime();
            case 11 -> wire.message(() -> readValueType("period type", 0));
            case 12 -> period = wire.varint();
            case 13 -> wire.varints(index -> strings.use(index, "field", field));
            case 14 -> defaultSampleType = strings.use(wire.varint(), "field", field);
            default -> wire.skip();
        }
    }

    private void readSampleType() throws IOException {
        if (sampleTypes.size() == MAX_SAMPLE_TYPES) {
            throw wire.error("more than %d sample types".formatted(MAX_SAMPLE_TYPES));
        }
        sampleTypes.add(readValueType("sample type", sampleTypes.size()));
    }

    private int[] readValueType(String user, int index) throws IOException {
        int[] type = new int[2];
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1, 2 -> type[field - 1] = strings.use(wire.varint(), user, index);
                default -> wire.skip();
            }
        }
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

    private int defaultType(List<ValueType> types) {
        String wanted = strings.get(defaultSampleType);
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).type().equals(wanted)) {
                return i;
            }
        }
        return types.size() - 1;
    }
}
