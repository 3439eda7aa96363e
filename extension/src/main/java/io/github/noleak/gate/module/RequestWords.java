package io.github.noleak.gate.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** How messages speak of what was asked for. */
@API(status = INTERNAL, since = "0.1")
public interface RequestWords {

    /** Returns what stands for all of it, such as {@code @GoBenchmarks}. */
    String name();

    /** Returns one part of it as it is written, such as {@code @GoBenchmarks(include = "Bench.*")}. */
    String part(String member, String value);

    /** Returns where it stands. */
    String where();

    /** Says that one part matches no package, benchmark or test at all. */
    default String unmatched(String member, String value, String noun) {
        return part(member, value) + " on " + where() + " matches no " + noun + " of the Go module";
    }
}
