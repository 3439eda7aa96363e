package io.github.noleak.pprof;

/**
 * All that is kept of a profile.
 *
 * @param memory how many bytes of the heap it takes
 */
record ProfileData(Definitions definitions, SampleTable samples, long memory) {

    Header header() {
        return definitions.header();
    }
}
