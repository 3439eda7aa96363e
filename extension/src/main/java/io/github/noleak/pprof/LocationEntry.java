package io.github.noleak.pprof;

import java.io.IOException;
import java.util.Arrays;

/** One location while it is being read. */
final class LocationEntry {

    long id;
    long mapping;
    long address;
    private int lineCount;
    private long[] lines = new long[4];

    void readLine(WireReader wire, int index, int maxLines) throws IOException {
        if (lineCount == maxLines) {
            throw wire.error("location %d has more than %,d lines".formatted(index, maxLines));
        }
        if (lines.length < 2 * (lineCount + 1)) {
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        int at = 2 * lineCount++;
        wire.message(() -> {
            for (int field = wire.next(); field != 0; field = wire.next()) {
                switch (field) {
                    case 1 -> lines[at] = wire.varint();
                    case 2 -> lines[at + 1] = wire.varint();
                    default -> wire.skip();
                }
            }
        });
        if (lines[at + 1] != (int) lines[at + 1]) {
            throw wire.error("location %d has the line number %d".formatted(index, lines[at + 1]));
        }
    }

    void write(ByteList target) throws ProfileFormatException {
        target.addVarint(lineCount);
        if (lineCount == 0) {
            target.addVarint(address);
            target.addVarint(mapping);
        }
        for (int i = 0; i < lineCount; i++) {
            target.addVarint(lines[2 * i]);
            target.addSigned(lines[2 * i + 1]);
        }
    }
}
