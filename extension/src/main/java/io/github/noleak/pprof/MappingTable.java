package io.github.noleak.pprof;

import java.io.IOException;

/** The binaries of a profile. */
final class MappingTable {

    private final IdIndex ids;
    private final IntList files;
    private final StringTable strings;

    MappingTable(StringTable strings, MemoryBudget budget) {
        this.strings = strings;
        ids = new IdIndex("mapping", budget);
        files = new IntList(budget);
    }

    void read(WireReader wire) throws IOException {
        int index = ids.size();
        long id = 0;
        int file = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> id = wire.varint();
                case 5 -> file = strings.use(wire.varint(), "mapping", index);
                case 6 -> strings.use(wire.varint(), "mapping", index);
                default -> wire.skip();
            }
        }
        ids.add(id);
        files.add(file);
    }

    /** Empty for a mapping that is not there, which the Go tool, too, puts up with. */
    String file(long id) {
        int index = ids.find(id);
        return index < 0 ? "" : strings.get(files.get(index));
    }
}
