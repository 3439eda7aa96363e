package io.github.noleak.pprof;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Says what a row of a report stands for; equal rows are one.
 *
 * @param name of the function; empty where it is not known, or not asked for
 * @param startLine of the function, and {@code object} its binary: both only where there is no name
 */
record Node(long address, String name, String file, int startLine, int line, int column, String object) {

    /** As the compiler would have it; but what it makes of a record takes long when it is used for the first time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Node node
                && address == node.address
                && startLine == node.startLine
                && line == node.line
                && column == node.column
                && name.equals(node.name)
                && file.equals(node.file)
                && object.equals(node.object);
    }

    @Override
    public int hashCode() {
        int hash = 31 * name.hashCode() + file.hashCode();
        hash = 31 * hash + object.hashCode();
        hash = 31 * hash + Long.hashCode(address);
        return 31 * (31 * (31 * hash + startLine) + line) + column;
    }

    /** Returns the text of the row, as the Go tool puts it together. */
    String printable() {
        StringBuilder text = new StringBuilder();
        if (address != 0) {
            text.append(HexFormat.of().toHexDigits(address)).append(' ');
        }
        if (!name.isEmpty()) {
            text.append(name).append(' ');
        }
        if (line != 0) {
            text.append(file).append(':').append(line);
            if (column != 0) {
                text.append(':').append(column);
            }
        } else if (!file.isEmpty()) {
            text.append(file);
        } else if (name.isEmpty()) {
            text.append(object.isEmpty() ? "<unknown>" : "[" + SourcePath.base(object) + "]");
        } else {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }
}
