package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Says what a row of a report stands for. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Granularity {

    /** A function, by its name alone. */
    FUNCTIONS(true, false, false, false),

    /** A function, by its name and its source file. */
    FILEFUNCTIONS(true, true, false, false),

    /** A source file. */
    FILES(false, true, false, false),

    /** A line of a function. */
    LINES(true, true, true, false),

    /** An address of the program's code, or the part of it that was inlined from somewhere. */
    ADDRESSES(true, true, true, true);

    private final boolean function;
    private final boolean file;
    private final boolean line;
    private final boolean address;

    Granularity(boolean function, boolean file, boolean line, boolean address) {
        this.function = function;
        this.file = file;
        this.line = line;
        this.address = address;
    }

    boolean showsFunction() {
        return function;
    }

    boolean showsFile() {
        return file;
    }

    boolean showsLine() {
        return line;
    }

    boolean showsAddress() {
        return address;
    }
}
