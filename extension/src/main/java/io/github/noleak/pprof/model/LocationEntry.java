package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.ByteList;
import io.github.noleak.pprof.wire.WireReader;
import java.io.IOException;
import java.util.Arrays;
import org.apiguardian.api.API;

/** One location while it is being read or made. */
@API(status = INTERNAL, since = "0.1")
public final class LocationEntry {

    private static final int PER_LINE = 3;

    public long id;
    public long mapping;
    public long address;
    public boolean folded;
    private int lineCount;
    private long[] lines = new long[2 * PER_LINE];

    void readLine(WireReader wire, int index, int maxLines) throws IOException {
        if (lineCount == maxLines) {
            throw wire.error("location %d has more than %,d lines".formatted(index, maxLines));
        }
        long function = 0;
        long line = 0;
        long column = 0;
        int outer = wire.enter();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> function = wire.varint();
                case 2 -> line = wire.varint();
                case 3 -> column = wire.varint();
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        if (line != (int) line) {
            throw wire.error("location %d has the line number %d".formatted(index, line));
        }
        if (column != (int) column) {
            throw wire.error("location %d has the column %d".formatted(index, column));
        }
        addLine(function, (int) line, (int) column);
    }

    public void addLine(long function, int line, int column) {
        int at = PER_LINE * lineCount++;
        if (lines.length < at + PER_LINE) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        lines[at] = function;
        lines[at + 1] = line;
        lines[at + 2] = column;
    }

    int lineCount() {
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
