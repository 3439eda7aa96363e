package io.github.noleak.pprof;

import java.io.IOException;

/** The functions of a profile. */
final class FunctionTable {

    private final IdIndex ids;
    private final IntList names;
    private final IntList files;
    private final StringTable strings;

    FunctionTable(StringTable strings, MemoryBudget budget) {
        this.strings = strings;
        ids = new IdIndex("function", budget);
        names = new IntList(budget);
        files = new IntList(budget);
    }

    void read(WireReader wire) throws IOException {
        int index = ids.size();
        long id = 0;
        int name = 0;
        int systemName = 0;
        int file = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> id = wire.varint();
                case 2 -> name = strings.use(wire.varint(), "function", index);
                case 3 -> systemName = strings.use(wire.varint(), "function", index);
                case 4 -> file = strings.use(wire.varint(), "function", index);
                default -> wire.skip();
            }
        }
        ids.add(id);
        names.add(name == 0 ? systemName : name);
        files.add(file);
    }

    boolean contains(long id) {
        return ids.find(id) >= 0;
    }

    Frame frame(long id, int line) {
        int index = ids.find(id);
        return new Frame(strings.get(names.get(index)), strings.get(files.get(index)), line);
    }
}
