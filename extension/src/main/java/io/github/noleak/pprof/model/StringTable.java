package io.github.noleak.pprof.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.memory.IntList;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.memory.RecentCache;
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

    public StringTable(long cacheBytes, MemoryBudget budget) {
        shortOnes = new RecentCache<>(cacheBytes, text -> 2 * text.length());
        this.budget = budget;
        bytes = new ByteList(budget);
        ends = new IntList(budget);
    }

    /** Adds a string as it is in UTF-8, or in whatever its writer took for it. */
    public void add(byte[] utf8) throws ProfileFormatException {
        bytes.addAll(utf8, utf8.length);
        end();
    }

    /** Returns where the bytes of a string are put that come one after the other. */
    public ByteList bytes() {
        return bytes;
    }

    /** Makes a string of the bytes that have come since the last one. */
    public void end() throws ProfileFormatException {
        int length = bytes.size() - start(ends.size());
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

    public String get(int index) {
        int start = start(index);
        int end = ends.get(index);
        return end - start > LONG
                ? longOnes.computeIfAbsent(index, i -> new String(bytes.copy(start, end), UTF_8))
                : shortOnes.get(index, i -> new String(bytes.copy(start, end), UTF_8));
    }
}
