package io.github.noleak.pprof.format;

import static org.apiguardian.api.API.Status.INTERNAL;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.ProfileSource;
import io.github.noleak.pprof.ValueType;
import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.Definitions;
import io.github.noleak.pprof.model.FunctionTable;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.LocationTable;
import io.github.noleak.pprof.model.MappingTable;
import io.github.noleak.pprof.model.ProfileData;
import io.github.noleak.pprof.model.ReadLimits;
import io.github.noleak.pprof.model.SampleTable;
import io.github.noleak.pprof.model.StringTable;
import io.github.noleak.pprof.wire.PackedNumbers;
import io.github.noleak.pprof.wire.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** A profile that is being read, field by field; what one field refers to may come after it. */
@API(status = INTERNAL, since = "0.1")
public final class ProfileInReading {

    private static final int MAX_COMMENTS = 10_000;

    private final WireReader wire;
    private final ReadLimits limits;
    private final MemoryBudget budget;
    private final StringTable strings;
    private final StringsInReading stringFields;
    private final MappingTable mappings;
    private final FunctionTable functions;
    private final LocationTable locations;
    private final DefinitionsInReading definitions;
    private final SamplesInReading samples;
    private final List<int[]> sampleTypes = new ArrayList<>();
    private final List<Integer> comments = new ArrayList<>();
    private final PackedNumbers numbers = new PackedNumbers();
    private int[] periodType = new int[2];
    private int defaultSampleType;
    private int dropFrames;
    private int keepFrames;
    private int docUrl;
    private long time;
    private long duration;
    private long period;

    private ProfileInReading(WireReader wire, ReadLimits limits, MemoryBudget budget) {
        this.wire = wire;
        this.limits = limits;
        this.budget = budget;
        strings = new StringTable(limits.cacheBytes(), budget);
        mappings = new MappingTable(strings, budget);
        functions = new FunctionTable(strings, budget);
        locations = new LocationTable(functions, mappings, limits.cacheBytes(), budget);
        stringFields = new StringsInReading(wire, strings, limits.nameBytes());
        definitions = new DefinitionsInReading(wire, stringFields, mappings, functions, locations, limits.frames());
        samples = new SamplesInReading(wire, limits, stringFields, locations, budget);
    }

    /**
     * Reads one profile, whole and checked.
     *
     * @throws ProfileFormatException if the bytes are no valid profile, or a larger one than the limits allow
     * @throws IOException if the source cannot be read
     */
    public static ProfileData read(ProfileSource source, ReadLimits limits) throws IOException {
        try (InputStream in = ProfileInput.open(source, limits)) {
            WireReader wire = new WireReader(in);
            try {
                return new ProfileInReading(wire, limits, new MemoryBudget(limits.memory())).read();
            } catch (InvalidProtocolBufferException e) {
                throw wire.error(e);
            }
        }
    }

    private ProfileData read() throws IOException {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            readField(field);
        }
        if (sampleTypes.isEmpty()) {
            throw new ProfileFormatException("not a profile: it has no sample types");
        }
        stringFields.checkUses();
        locations.checkFunctions();
        SampleTable table = samples.checked(sampleTypes.size());
        return new ProfileData(
                new Definitions(header(), strings, mappings, functions, locations), table, budget.used());
    }

    private Header header() throws ProfileFormatException {
        List<ValueType> types = new ArrayList<>();
        for (int[] type : sampleTypes) {
            types.add(valueType(type));
        }
        List<String> said = new ArrayList<>();
        long length = 0;
        for (int comment : comments) {
            said.add(strings.get(comment));
            length += strings.get(comment).length();
        }
        // Reports show them all, and thousands of them may be the same enormous string.
        if (length > limits.nameBytes()) {
            throw new ProfileFormatException(
                    "profile too large: its comments have more than %,d characters".formatted(limits.nameBytes()));
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
            case 2 -> samples.readOne(sampleTypes.size());
            case 3 -> definitions.readMapping();
            case 4 -> definitions.readLocation();
            case 5 -> definitions.readFunction();
            case 6 -> stringFields.readOne();
            case 7 -> dropFrames = string(field);
            case 8 -> keepFrames = string(field);
            case 9 -> readTime();
            case 10 -> duration = wire.varint();
            case 11 -> periodType = readValueType("period type", 0);
            case 12 -> period = wire.varint();
            case 13 -> readComments(field);
            case 14 -> defaultSampleType = string(field);
            case 15 -> docUrl = string(field);
            default -> wire.skip();
        }
    }

    private int string(int field) throws IOException {
        return stringFields.use("field", field);
    }

    private void readComments(int field) throws IOException {
        numbers.clear();
        wire.numbers(numbers, MAX_COMMENTS, () -> "more than %,d comments".formatted(MAX_COMMENTS));
        long before = budget.used();
        ByteList packed = new ByteList(budget);
        numbers.writeTo(packed);
        ByteList.Cursor cursor = packed.cursor(0);
        for (int i = 0; i < numbers.count(); i++) {
            if (comments.size() == MAX_COMMENTS) {
                throw wire.error("more than %,d comments".formatted(MAX_COMMENTS));
            }
            comments.add(stringFields.use(cursor.varint(), "field", field));
        }
        budget.release(budget.used() - before);
    }

    private void readSampleType() throws IOException {
        if (sampleTypes.size() == ReadLimits.SAMPLE_TYPES) {
            throw wire.error("more than %d sample types".formatted(ReadLimits.SAMPLE_TYPES));
        }
        sampleTypes.add(readValueType("sample type", sampleTypes.size()));
    }

    private int[] readValueType(String user, int index) throws IOException {
        int[] type = new int[2];
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1, 2 -> type[field - 1] = stringFields.use(user, index);
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        return type;
    }

    private void readTime() throws IOException {
        // Profiles written one after the other parse as one, whose ids then mean the wrong things.
        if (time != 0) {
            throw wire.error("two profiles in one: the time is there twice");
        }
        time = wire.varint();
    }
}
