package io.github.noleak.pprof.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.memory.IntList;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.memory.RecentCache;
import io.github.noleak.pprof.wire.WireReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;

/** All strings of a profile, as bytes until they are asked for. */
@API(status = INTERNAL, since = "0.1")
public final class StringTable {

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

    public StringTable(long cacheBytes, MemoryBudget budget) {
        shortOnes = new RecentCache<>(cacheBytes, text -> 2 * text.length());
        this.budget = budget;
        bytes = new ByteList(budget);
        ends = new IntList(budget);
    }

    public void read(WireReader wire, int limit) throws IOException {
        int start = bytes.size();
        wire.bytes(bytes, limit);
        if (ends.size() == 0 && bytes.size() > 0) {
            throw wire.error("string 0 must be empty");
        }
        end(start);
    }

    /** Adds a string as it is in UTF-8, or in whatever its writer took for it. */
    public void add(byte[] utf8) throws ProfileFormatException {
        int start = bytes.size();
        bytes.addAll(utf8, utf8.length);
        end(start);
    }

    private void end(int start) throws ProfileFormatException {
        int length = bytes.size() - start;
        if (length > LONG) {
            budget.charge(2L * length + LONG);
        }
        ends.add(bytes.size());
    }

    public int size() {
        return ends.size();
    }

    public byte[] utf8(int index) {
        return bytes.copy(start(index), ends.get(index));
    }

    /** Returns the number of a string, or -1. */
    public int find(String text) {
        byte[] wanted = text.getBytes(UTF_8);
        for (int index = 0; index < ends.size(); index++) {
            if (ends.get(index) - start(index) == wanted.length && Arrays.equals(utf8(index), wanted)) {
                return index;
            }
        }
        return -1;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends.get(index - 1);
    }

    /** Notes the use of a string that may not have been read yet, as the table may come last. */
    public int use(long index, String user, int userIndex) throws ProfileFormatException {
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
    public void checkUses() throws ProfileFormatException {
        if (ends.size() == 0) {
            throw new ProfileFormatException("not a profile: it has no strings");
        }
        if (greatestUse >= ends.size()) {
            throw new ProfileFormatException("%s %d names string %d, and there are %d strings"
                    .formatted(greatestUser, greatestUserIndex, greatestUse, ends.size()));
        }
    }

    public String get(int index) {
        int start = start(index);
        int end = ends.get(index);
        return end - start > LONG
                ? longOnes.computeIfAbsent(index, i -> new String(bytes.copy(start, end), UTF_8))
                : shortOnes.get(index, i -> new String(bytes.copy(start, end), UTF_8));
    }
}
