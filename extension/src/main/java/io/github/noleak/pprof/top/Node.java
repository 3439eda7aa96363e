package io.github.noleak.pprof.top;

import java.util.HexFormat;

/**
 * Says what a row of a report stands for.
 *
 * @param name of the function; empty where it is not known, or not asked for
 * @param startLine of the function, and {@code object} its binary: both only where there is no name
 */
record Node(long address, String name, String file, int startLine, int line, int column, String object) {

    /** Returns how many bytes the row's text takes, at most. */
    long textBytes() {
        return 2L * (name.length() + file.length() + object.length());
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
