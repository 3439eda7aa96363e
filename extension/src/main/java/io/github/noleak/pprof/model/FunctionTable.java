package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.IdIndex;
import io.github.noleak.pprof.memory.IntList;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.wire.WireReader;
import java.io.IOException;
import org.apiguardian.api.API;

/** The functions of a profile. */
@API(status = INTERNAL, since = "0.1")
public final class FunctionTable {

    private final IdIndex ids;
    private final IntList names;
    private final IntList systemNames;
    private final IntList files;
    private final IntList startLines;
    private final StringTable strings;

    public FunctionTable(StringTable strings, MemoryBudget budget) {
        this.strings = strings;
        ids = new IdIndex("function", budget);
        names = new IntList(budget);
        systemNames = new IntList(budget);
        files = new IntList(budget);
        startLines = new IntList(budget);
    }

    public void read(WireReader wire) throws IOException {
        int index = ids.size();
        long id = 0;
        int name = 0;
        int systemName = 0;
        int file = 0;
        long startLine = 0;
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> id = wire.varint();
                case 2 -> name = strings.use(wire.varint(), "function", index);
                case 3 -> systemName = strings.use(wire.varint(), "function", index);
                case 4 -> file = strings.use(wire.varint(), "function", index);
                case 5 -> startLine = wire.varint();
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        if (startLine != (int) startLine) {
            throw wire.error("function %d has the line number %d".formatted(index, startLine));
        }
        add(id, name, systemName, file, (int) startLine);
    }

    public void add(long id, int name, int systemName, int file, int startLine) throws ProfileFormatException {
        ids.add(id);
        names.add(name);
        systemNames.add(systemName);
        files.add(file);
        startLines.add(startLine);
    }

    public int size() {
        return ids.size();
    }

    /** Returns the number of the function with the id, or -1. */
    int find(long id) {
        return ids.find(id);
    }

    public int name(int index) {
        return names.get(index);
    }

    public int systemName(int index) {
        return systemNames.get(index);
    }

    public int file(int index) {
        return files.get(index);
    }

    public int startLine(int index) {
        return startLines.get(index);
    }

    Frame frame(int index, int line) {
        int name = names.get(index);
        return new Frame(strings.get(name == 0 ? systemNames.get(index) : name), strings.get(files.get(index)), line);
    }
}
