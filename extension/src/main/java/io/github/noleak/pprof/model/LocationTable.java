package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.memory.IdIndex;
import io.github.noleak.pprof.memory.IntList;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.memory.RecentCache;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** The locations of a profile: for each, its address, its mapping and its lines, innermost first. */
@API(status = INTERNAL, since = "0.1")
public final class LocationTable {

    private final IdIndex ids;
    private final IntList starts;
    private final ByteList entries;
    private final FunctionTable functions;
    private final MappingTable mappings;
    private final RecentCache<List<Frame>> recent;
    private int mostLines = 1;

    public LocationTable(FunctionTable functions, MappingTable mappings, long cacheBytes, MemoryBudget budget) {
        this.functions = functions;
        this.mappings = mappings;
        recent = new RecentCache<>(cacheBytes, LocationTable::size);
        ids = new IdIndex("location", budget);
        starts = new IntList(budget);
        entries = new ByteList(budget);
    }

    public void add(LocationEntry entry) throws ProfileFormatException {
        ids.add(entry.id);
        starts.add(entries.size());
        entry.write(entries);
        mostLines = Math.max(mostLines, entry.lineCount());
    }

    /** To be called when all has been read: are all functions there? */
    public void checkFunctions() throws ProfileFormatException {
        for (int location = 0; location < size(); location++) {
            ByteList.Cursor cursor = cursor(location);
            int lines = cursor.intVarint() >>> 1;
            cursor.varint();
            cursor.varint();
            for (; lines > 0; lines--) {
                long function = cursor.varint();
                cursor.signed();
                cursor.signed();
                if (functions.find(function) < 0) {
                    throw new ProfileFormatException("location %d names function %s, which does not exist"
                            .formatted(location, Long.toUnsignedString(function)));
                }
            }
        }
    }

    public int size() {
        return ids.size();
    }

    /** Returns the number of the location with the id, or -1. */
    int find(long id) {
        return ids.find(id);
    }

    /** Tells for sure whether every id between two is there; where ids are not counted, it tells that of none. */
    public boolean hasAllOf(long least, long most) {
        return ids.hasAllOf(least, most);
    }

    /** Returns the number of lines of the location that has most of them; 1 at least. */
    public int mostLines() {
        return mostLines;
    }

    public int lineCount(int location) {
        return cursor(location).intVarint() >>> 1;
    }

    public int frameCount(int location) {
        return Math.max(1, lineCount(location));
    }

    List<Frame> frames(int location) {
        return recent.get(location, this::makeFrames);
    }

    /** Shows one location to a visitor, and then each of its lines. */
    public void visit(int location, Visitor visitor) {
        ByteList.Cursor cursor = cursor(location);
        int first = cursor.intVarint();
        visitor.location((first & 1) != 0, cursor.varint(), mappings.find(cursor.varint()));
        for (int lines = first >>> 1; lines > 0; lines--) {
            visitor.line(functions.find(cursor.varint()), (int) cursor.signed(), (int) cursor.signed());
        }
    }

    /** Is shown locations by the numbers of what they refer to. */
    public interface Visitor {

        /**
         * Takes what all lines share.
         *
         * @param mapping -1 for none
         */
        void location(boolean folded, long address, int mapping);

        void line(int function, int line, int column);
    }

    private ByteList.Cursor cursor(int location) {
        return entries.cursor(starts.get(location));
    }

    private List<Frame> makeFrames(int location) {
        ByteList.Cursor cursor = cursor(location);
        int lines = cursor.intVarint() >>> 1;
        String address = "0x" + Long.toHexString(cursor.varint());
        long mapping = cursor.varint();
        if (lines == 0) {
            return List.of(new Frame(address, mappings.file(mappings.find(mapping)), 0));
        }
        List<Frame> frames = new ArrayList<>(lines);
        for (int i = 0; i < lines; i++) {
            frames.add(functions.frame(functions.find(cursor.varint()), (int) cursor.signed()));
            cursor.signed();
        }
        return frames;
    }

    /** As if no two frames shared a name, which they mostly do; but long names are kept elsewhere anyway. */
    private static int size(List<Frame> frames) {
        int bytes = 0;
        for (Frame frame : frames) {
            bytes += 100 + size(frame.function()) + size(frame.file());
        }
        return bytes;
    }

    private static int size(String name) {
        return 2 * Math.min(256, name.length());
    }
}
