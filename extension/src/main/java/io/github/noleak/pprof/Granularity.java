package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Says what a row of a report stands for. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Granularity {

    /** A function, by its name alone. */
    FUNCTIONS,

    /** A function, by its name and its source file. */
    FILEFUNCTIONS,

    /** A source file. */
    FILES,

    /** A line of a function. */
    LINES,

    /** An address of the program's code, or the part of it that was inlined from somewhere. */
    ADDRESSES
}
