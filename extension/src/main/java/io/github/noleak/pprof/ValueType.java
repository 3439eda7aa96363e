package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Says what one of a sample's values measures and in which unit, {@code inuse_space} in {@code bytes}. */
@API(status = EXPERIMENTAL, since = "0.1")
public record ValueType(String type, String unit) {}
