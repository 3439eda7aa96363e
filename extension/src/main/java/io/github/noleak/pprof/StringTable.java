package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All strings of a profile, as bytes until they are asked for. */
final class StringTable {

    private static final int LONG = 256;

    private final MemoryBudget budget;
    private final ByteList bytes;
    private final IntList ends;
    private final RecentCache<String> shortOnes;
    // Made once and kept: a stack may name the same enormous function thousands of times.
    private final Map<Integer, String> longOnes = new ConcurrentHashMap<>();
    private long greatestUse;
    private String greatestUser = "";
    private int greatestUserIndex;

    StringTable(long cacheBytes, MemoryBudget budget) {
        shortOnes = new RecentCache<>(cacheBytes, text -> 2 * text.length());
        this.budget = budget;
        bytes = new ByteList(budget);
        ends = new IntList(budget);
    }

    void read(WireReader wire, int limit) throws IOException {
        int start = bytes.size();
        wire.bytes(bytes, limit);
        int length = bytes.size() - start;
        if (ends.size() == 0 && bytes.size() > 0) {
            throw wire.error("string 0 must be empty");
        }
        if (length > LONG) {
            budget.charge(2L * length + LONG);
        }
        ends.add(bytes.size());
    }

    /** Notes the use of a string that may not have been read yet, as the table may come last. */
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
        if (greatestUse > 0 && greatestUse >= ends.size()) {
            throw new ProfileFormatException("%s %d names string %d, and there are %d strings"
                    .formatted(greatestUser, greatestUserIndex, greatestUse, ends.size()));
        }
    }

    String get(int index) {
        int start = index == 0 ? 0 : ends.get(index - 1);
        int end = ends.get(index);
        return end - start > LONG
                ? longOnes.computeIfAbsent(index, i -> new String(bytes.copy(start, end), UTF_8))
                : shortOnes.get(index, i -> new String(bytes.copy(start, end), UTF_8));
    }
}
