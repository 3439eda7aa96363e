package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * All that is kept of a profile.
 *
 * @param memory how many bytes of the heap it takes
 */
@API(status = INTERNAL, since = "0.1")
public record ProfileData(Definitions definitions, SampleTable samples, long memory) {

    public Header header() {
        return definitions.header();
    }
}
