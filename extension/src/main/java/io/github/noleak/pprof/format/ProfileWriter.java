package io.github.noleak.pprof.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ValueType;
import io.github.noleak.pprof.model.Definitions;
import io.github.noleak.pprof.model.FunctionTable;
import io.github.noleak.pprof.model.Header;
import io.github.noleak.pprof.model.LabelList;
import io.github.noleak.pprof.model.LocationTable;
import io.github.noleak.pprof.model.MappingTable;
import io.github.noleak.pprof.model.ProfileData;
import io.github.noleak.pprof.model.SampleCursor;
import io.github.noleak.pprof.model.StringTable;
import io.github.noleak.pprof.wire.GzipOutput;
import io.github.noleak.pprof.wire.Varints;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Writes a profile in pprof's format; ids are the numbers of entries, counted from 1.
 *
 * @see <a href="https://github.com/google/pprof/blob/main/proto/profile.proto">The format</a>
 */
@API(status = INTERNAL, since = "0.1")
public final class ProfileWriter implements LocationTable.Visitor {

    private static final int BUFFER = 1 << 13;
    private static final int FIRST_FLAG = 7;
    private static final int FLAGS = 4;

    private final ProfileData profile;
    private final Definitions definitions;
    private final Map<String, Integer> added = new LinkedHashMap<>();
    private final Varints field = new Varints();
    private final Varints message = new Varints();
    private final Varints part = new Varints();

    public ProfileWriter(ProfileData profile) {
        this.profile = profile;
        definitions = profile.definitions();
    }

    public void write(OutputStream target) throws IOException {
        try (GzipOutput gzip = new GzipOutput(target)) {
            OutputStream out = new BufferedOutputStream(gzip, BUFFER);
            writeAll(out);
            out.flush();
            gzip.finish();
        }
    }

    private void writeAll(OutputStream out) throws IOException {
        for (ValueType type : profile.header().sampleTypes()) {
            write(out, 1, type);
        }
        writeSamples(out);
        writeMappings(out);
        writeLocations(out);
        writeFunctions(out);
        writeHeader(out, profile.header());
        writeStrings(out);
    }

    private void write(OutputStream out, int number) throws IOException {
        field.clear().field(number, message).writeTo(out);
    }

    private void write(OutputStream out, int number, ValueType type) throws IOException {
        message.clear().field(1, string(type.type())).field(2, string(type.unit()));
        write(out, number);
    }

    private void writeSamples(OutputStream out) throws IOException {
        SampleCursor sample = profile.samples().cursor();
        while (sample.next()) {
            message.clear();
            part.clear();
            for (int i = 0; i < sample.depth(); i++) {
                part.add(sample.location(i) + 1L);
            }
            message.field(1, part);
            part.clear();
            for (int type = 0; type < profile.header().sampleTypes().size(); type++) {
                part.add(sample.value(type));
            }
            message.field(2, part);
            LabelList labels = sample.labels();
            for (int label = 0; label < labels.size(); label++) {
                part.clear()
                        .field(1, labels.key(label))
                        .field(2, labels.text(label))
                        .field(3, labels.number(label))
                        .field(4, labels.unit(label));
                message.field(3, part);
            }
            write(out, 2);
        }
    }

    private void writeMappings(OutputStream out) throws IOException {
        for (int i = 0; i < definitions.mappings().size(); i++) {
            MappingTable.Mapping mapping = definitions.mappings().get(i);
            message.clear()
                    .field(1, i + 1L)
                    .field(2, mapping.start())
                    .field(3, mapping.limit())
                    .field(4, mapping.offset())
                    .field(5, mapping.file())
                    .field(6, mapping.buildId());
            for (int flag = 0; flag < FLAGS; flag++) {
                message.field(FIRST_FLAG + flag, mapping.flags() >> flag & 1);
            }
            write(out, 3);
        }
    }

    private void writeLocations(OutputStream out) throws IOException {
        LocationTable locations = definitions.locations();
        for (int i = 0; i < locations.size(); i++) {
            message.clear().field(1, i + 1L);
            locations.visit(i, this);
            write(out, 4);
        }
    }

    @Override
    public void location(boolean folded, long address, int mapping) {
        message.field(2, mapping + 1L).field(3, address).field(5, folded ? 1 : 0);
    }

    @Override
    public void line(int function, int line, int column) {
        part.clear().field(1, function + 1L).field(2, line).field(3, column);
        message.field(4, part);
    }

    private void writeFunctions(OutputStream out) throws IOException {
        FunctionTable functions = definitions.functions();
        for (int i = 0; i < functions.size(); i++) {
            message.clear()
                    .field(1, i + 1L)
                    .field(2, functions.name(i))
                    .field(3, functions.systemName(i))
                    .field(4, functions.file(i))
                    .field(5, functions.startLine(i));
            write(out, 5);
        }
    }

    private void writeHeader(OutputStream out, Header header) throws IOException {
        write(out, 11, header.periodType());
        field.clear()
                .field(7, string(header.dropFrames()))
                .field(8, string(header.keepFrames()))
                .field(9, header.timeNanos())
                .field(10, header.durationNanos())
                .field(12, header.period())
                .field(14, string(header.defaultSampleType()))
                .field(15, string(header.docUrl()));
        for (String comment : header.comments()) {
            field.element(13, string(comment));
        }
        field.writeTo(out);
    }

    private void writeStrings(OutputStream out) throws IOException {
        StringTable strings = definitions.strings();
        for (int i = 0; i < strings.size(); i++) {
            field.clear().field(6, strings.utf8(i)).writeTo(out);
        }
        for (String text : added.keySet()) {
            field.clear().field(6, text.getBytes(UTF_8)).writeTo(out);
        }
    }

    /** The number of what the profile says of itself: such strings come after all others. */
    private int string(String text) {
        return text.isEmpty()
                ? 0
                : added.computeIfAbsent(text, t -> definitions.strings().size() + added.size());
    }
}
