package io.github.noleak.pprof;

/** All of a profile but the samples. */
record Definitions(
        Header header, StringTable strings, MappingTable mappings, FunctionTable functions, LocationTable locations) {}
