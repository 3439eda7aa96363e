package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.IdIndex;
import io.github.noleak.pprof.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** The binaries of a profile; the first one is the program itself. */
@API(status = INTERNAL, since = "0.1")
public final class MappingTable {

    private static final int ENTRY = 96;

    /**
     * A binary, and where in memory it was.
     *
     * @param file the number of its name among the strings, and {@code buildId} likewise
     * @param flags what is known of its code, a bit for each of the format's fields from 7 to 10
     */
    public record Mapping(long start, long limit, long offset, int file, int buildId, int flags) {}

    private final IdIndex ids;
    private final List<Mapping> mappings = new ArrayList<>();
    private final StringTable strings;
    private final MemoryBudget budget;

    public MappingTable(StringTable strings, MemoryBudget budget) {
        this.strings = strings;
        this.budget = budget;
        ids = new IdIndex("mapping", budget);
    }

    public void add(long id, Mapping mapping) throws ProfileFormatException {
        ids.add(id);
        budget.charge(ENTRY);
        mappings.add(mapping);
    }

    public int size() {
        return mappings.size();
    }

    public Mapping get(int index) {
        return mappings.get(index);
    }

    /** Returns the number of the mapping with the id, or -1: the Go tool, too, puts up with one that is not there. */
    int find(long id) {
        return ids.find(id);
    }

    public String file(int index) {
        return index < 0 ? "" : strings.get(mappings.get(index).file());
    }
}
