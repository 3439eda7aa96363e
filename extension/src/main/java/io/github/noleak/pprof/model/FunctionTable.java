package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.IdIndex;
import io.github.noleak.pprof.memory.IntList;
import io.github.noleak.pprof.memory.MemoryBudget;
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
