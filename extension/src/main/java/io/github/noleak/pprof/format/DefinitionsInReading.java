package io.github.noleak.pprof.format;

import io.github.noleak.pprof.model.FunctionTable;
import io.github.noleak.pprof.model.LocationEntry;
import io.github.noleak.pprof.model.LocationTable;
import io.github.noleak.pprof.model.MappingTable;
import io.github.noleak.pprof.wire.WireReader;
import java.io.IOException;

/** The binaries, functions and locations of a profile that is being read. */
final class DefinitionsInReading {

    private static final int FIRST_FLAG = 7;

    private final WireReader wire;
    private final StringsInReading strings;
    private final MappingTable mappings;
    private final FunctionTable functions;
    private final LocationTable locations;
    private final int maxLines;

    DefinitionsInReading(
            WireReader wire,
            StringsInReading strings,
            MappingTable mappings,
            FunctionTable functions,
            LocationTable locations,
            int maxLines) {
        this.wire = wire;
        this.strings = strings;
        this.mappings = mappings;
        this.functions = functions;
        this.locations = locations;
        this.maxLines = maxLines;
    }

    void readMapping() throws IOException {
        int index = mappings.size();
        long id = 0;
        long start = 0;
        long limit = 0;
        long offset = 0;
        int file = 0;
        int buildId = 0;
        int flags = 0;
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> id = wire.varint();
                case 2 -> start = wire.varint();
                case 3 -> limit = wire.varint();
                case 4 -> offset = wire.varint();
                case 5 -> file = strings.use("mapping", index);
                case 6 -> buildId = strings.use("mapping", index);
                case 7, 8, 9, 10 -> flags |= wire.varint() == 0 ? 0 : 1 << (field - FIRST_FLAG);
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        mappings.add(id, new MappingTable.Mapping(start, limit, offset, file, buildId, flags));
    }

    void readFunction() throws IOException {
        int index = functions.size();
        long id = 0;
        int name = 0;
        int systemName = 0;
        int file = 0;
        long startLine = 0;
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> id = wire.varint();
                case 2 -> name = strings.use("function", index);
                case 3 -> systemName = strings.use("function", index);
                case 4 -> file = strings.use("function", index);
                case 5 -> startLine = wire.varint();
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        if (startLine != (int) startLine) {
            throw wire.error("function %d has the line number %d".formatted(index, startLine));
        }
        functions.add(id, name, systemName, file, (int) startLine);
    }

    void readLocation() throws IOException {
        LocationEntry entry = new LocationEntry();
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> entry.id = wire.varint();
                case 2 -> entry.mapping = wire.varint();
                case 3 -> entry.address = wire.varint();
                case 4 -> readLine(entry);
                case 5 -> entry.folded = wire.varint() != 0;
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        locations.add(entry);
    }

    private void readLine(LocationEntry entry) throws IOException {
        int index = locations.size();
        if (entry.lineCount() == maxLines) {
            throw wire.error("location %d has more than %,d lines".formatted(index, maxLines));
        }
        long function = 0;
        long line = 0;
        long column = 0;
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> function = wire.varint();
                case 2 -> line = wire.varint();
                case 3 -> column = wire.varint();
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        if (line != (int) line) {
            throw wire.error("location %d has the line number %d".formatted(index, line));
        }
        if (column != (int) column) {
            throw wire.error("location %d has the column %d".formatted(index, column));
        }
        entry.addLine(function, (int) line, (int) column);
    }
}
