package io.github.noleak.pprof.format;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.model.StringTable;
import io.github.noleak.pprof.wire.WireReader;
import java.io.IOException;

/** The strings of a profile that is being read: what names one may come before it. */
final class StringsInReading {

    private final WireReader wire;
    private final StringTable table;
    private final int limit;
    private long greatestUse;
    private String greatestUser = "";
    private int greatestUserIndex;

    /** Takes a table to read into, and how long one string may be. */
    StringsInReading(WireReader wire, StringTable table, int limit) {
        this.wire = wire;
        this.table = table;
        this.limit = limit;
    }

    void readOne() throws IOException {
        wire.bytes(table.bytes(), limit);
        if (table.size() == 0 && table.bytes().size() > 0) {
            throw wire.error("string 0 must be empty");
        }
        table.end();
    }

    /** Reads the number of a string that a user names, such as a function. */
    int use(String user, int userIndex) throws IOException {
        return use(wire.varint(), user, userIndex);
    }

    /** Notes that a user names a string, which may not have been read yet: the table may come last. */
    int use(long index, String user, int userIndex) throws ProfileFormatException {
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw new ProfileFormatException(
                    "%s %d names string %d, which cannot exist".formatted(user, userIndex, index));
        }
        if (index > greatestUse) {
            greatestUse = index;
            greatestUser = user;
            greatestUserIndex = userIndex;
        }
        return (int) index;
    }

    /** To be called when all has been read: are all strings there that were used? */
    void checkUses() throws ProfileFormatException {
        if (table.size() == 0) {
            throw new ProfileFormatException("not a profile: it has no strings");
        }
        if (greatestUse >= table.size()) {
            throw new ProfileFormatException("%s %d names string %d, and there are %d strings"
                    .formatted(greatestUser, greatestUserIndex, greatestUse, table.size()));
        }
    }
}
