package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.ByteList;
import java.util.Arrays;
import org.apiguardian.api.API;

/** One location in the making. */
@API(status = INTERNAL, since = "0.1")
public final class LocationEntry {

    private static final int PER_LINE = 3;

    public long id;
    public long mapping;
    public long address;
    public boolean folded;
    private int lineCount;
    private long[] lines = new long[2 * PER_LINE];

    public void addLine(long function, int line, int column) {
        int at = PER_LINE * lineCount++;
        if (lines.length < at + PER_LINE) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        lines[at] = function;
        lines[at + 1] = line;
        lines[at + 2] = column;
    }

    public int lineCount() {
        return lineCount;
    }

    void write(ByteList target) throws ProfileFormatException {
        target.addVarint(2L * lineCount + (folded ? 1 : 0));
        target.addVarint(address);
        target.addVarint(mapping);
        for (int at = 0; at < PER_LINE * lineCount; at += PER_LINE) {
            target.addVarint(lines[at]);
            target.addSigned(lines[at + 1]);
            target.addSigned(lines[at + 2]);
        }
    }
}
