package io.github.noleak.pprof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The locations of a profile: for each, its lines, innermost first, or else its address and its mapping. */
final class LocationTable {

    private final IdIndex ids;
    private final IntList starts;
    private final ByteList entries;
    private final FunctionTable functions;
    private final MappingTable mappings;
    private final RecentCache<List<Frame>> recent;
    private final int maxFrames;

    LocationTable(FunctionTable functions, MappingTable mappings, ReadLimits limits, MemoryBudget budget) {
        this.functions = functions;
        this.mappings = mappings;
        maxFrames = limits.frames();
        recent = new RecentCache<>(limits.cacheBytes(), LocationTable::size);
        ids = new IdIndex("location", budget);
        starts = new IntList(budget);
        entries = new ByteList(budget);
    }

    void read(WireReader wire) throws IOException {
        LocationEntry entry = new LocationEntry();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> entry.id = wire.varint();
                case 2 -> entry.mapping = wire.varint();
                case 3 -> entry.address = wire.varint();
                case 4 -> entry.readLine(wire, ids.size(), maxFrames);
                default -> wire.skip();
            }
        }
        ids.add(entry.id);
        starts.add(entries.size());
        entry.write(entries);
    }

    /** To be called when all has been read: are all functions there? */
    void checkFunctions() throws ProfileFormatException {
        for (int location = 0; location < ids.size(); location++) {
            ByteList.Cursor cursor = entries.cursor(starts.get(location));
            for (int lines = cursor.intVarint(); lines > 0; lines--) {
                long function = cursor.varint();
                cursor.signed();
                if (!functions.contains(function)) {
                    throw new ProfileFormatException("location %d names function %s, which does not exist"
                            .formatted(location, Long.toUnsignedString(function)));
                }
            }
        }
    }

    /** Returns the number of the location with the id, or -1. */
    int find(long id) {
        return ids.find(id);
    }

    int frameCount(int location) {
        return Math.max(1, entries.cursor(starts.get(location)).intVarint());
    }

    List<Frame> frames(int location) {
        return recent.get(location, this::makeFrames);
    }

    private List<Frame> makeFrames(int location) {
        ByteList.Cursor cursor = entries.cursor(starts.get(location));
        int lines = cursor.intVarint();
        if (lines == 0) {
            String address = "0x" + Long.toHexString(cursor.varint());
            return List.of(new Frame(address, mappings.file(cursor.varint()), 0));
        }
        List<Frame> frames = new ArrayList<>(lines);
        for (int i = 0; i < lines; i++) {
            frames.add(functions.frame(cursor.varint(), (int) cursor.signed()));
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
