package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** All of a profile but the samples. */
@API(status = INTERNAL, since = "0.1")
public record Definitions(
        Header header, StringTable strings, MappingTable mappings, FunctionTable functions, LocationTable locations) {}
