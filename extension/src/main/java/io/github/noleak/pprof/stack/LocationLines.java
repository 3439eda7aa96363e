package io.github.noleak.pprof.stack;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.Definitions;
import io.github.noleak.pprof.model.LocationTable;
import java.util.function.IntPredicate;
import org.apiguardian.api.API;

/** The locations of a profile with their lines, of which some may be taken out; the profile itself stays as it is. */
@API(status = INTERNAL, since = "0.1")
public final class LocationLines {

    private static final int PER_LOCATION = 24;
    private static final int PER_LINE = 12;

    private final Definitions definitions;
    private final long memory;
    private final int[] mappings;
    private final int[] starts;
    private final int[] ends;
    private final int[] functions;
    private final int[] lines;
    private final int[] columns;
    private final long[] addresses;
    private final boolean[] folded;
    private final boolean[] hidden;

    private LocationLines(Definitions definitions, int lineCount, MemoryBudget budget) throws ProfileFormatException {
        this.definitions = definitions;
        int size = definitions.locations().size();
        memory = (long) PER_LOCATION * size + (long) PER_LINE * lineCount;
        budget.charge(memory);
        mappings = new int[size];
        starts = new int[size];
        ends = new int[size];
        addresses = new long[size];
        folded = new boolean[size];
        hidden = new boolean[size];
        functions = new int[lineCount];
        lines = new int[lineCount];
        columns = new int[lineCount];
    }

    static LocationLines of(Definitions definitions, MemoryBudget budget) throws ProfileFormatException {
        LocationTable locations = definitions.locations();
        int lineCount = 0;
        for (int location = 0; location < locations.size(); location++) {
            lineCount += locations.lineCount(location);
        }
        LocationLines all = new LocationLines(definitions, lineCount, budget);
        all.new Filling().fill(locations);
        return all;
    }

    private final class Filling implements LocationTable.Visitor {

        private int location = -1;
        private int at;

        void fill(LocationTable table) {
            for (int i = 0; i < table.size(); i++) {
                table.visit(i, this);
            }
        }

        @Override
        public void location(boolean isFolded, long address, int mapping) {
            location++;
            folded[location] = isFolded;
            addresses[location] = address;
            mappings[location] = mapping;
            starts[location] = at;
            ends[location] = at;
        }

        @Override
        public void line(int function, int line, int column) {
            functions[at] = function;
            lines[at] = line;
            columns[at] = column;
            ends[location] = ++at;
        }
    }

    /** Leaves of inlined calls only the function that they were inlined into. */
    void withoutInlined() {
        for (int location = 0; location < starts.length; location++) {
            starts[location] = Math.max(starts[location], ends[location] - 1);
        }
    }

    /** Keeps the lines of functions that pass a test; a location without any is hidden. */
    void keep(int location, IntPredicate test) {
        int kept = starts[location];
        for (int line = starts[location]; line < ends[location]; line++) {
            if (test.test(functions[line])) {
                functions[kept] = functions[line];
                lines[kept] = lines[line];
                columns[kept] = columns[line];
                kept++;
            }
        }
        ends[location] = kept;
        hidden[location] |= isEmpty(location);
    }

    void hide(int location) {
        hidden[location] = true;
    }

    public boolean isEmpty(int location) {
        return starts[location] == ends[location];
    }

    public int size() {
        return starts.length;
    }

    /** Returns how many bytes have been charged for it. */
    public long memory() {
        return memory;
    }

    public Definitions definitions() {
        return definitions;
    }

    /** Returns whether nothing of a location is to be seen; one that has no lines otherwise is known by its address. */
    public boolean isHidden(int location) {
        return hidden[location];
    }

    public boolean isFolded(int location) {
        return folded[location];
    }

    public int mapping(int location) {
        return mappings[location];
    }

    public long address(int location) {
        return addresses[location];
    }

    /** The lines of a location are those from its start on to its end, innermost first. */
    public int start(int location) {
        return starts[location];
    }

    public int end(int location) {
        return ends[location];
    }

    public int function(int line) {
        return functions[line];
    }

    public int line(int line) {
        return lines[line];
    }

    public int column(int line) {
        return columns[line];
    }

    /** Leaves out the innermost lines of a location up to one. */
    void startAfter(int location, int line) {
        starts[location] = line + 1;
    }
}
