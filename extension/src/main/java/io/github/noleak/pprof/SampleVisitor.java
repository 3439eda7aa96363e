package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** Is shown the samples of a profile one by one. */
@API(status = EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface SampleVisitor {

    /**
     * Takes one sample.
     *
     * @param stack leaf first
     * @param values one for each of the profile's sample types; the visitor may keep the array
     */
    void visit(CallStack stack, long[] values);
}
