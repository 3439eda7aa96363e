package io.github.noleak.pprof;

import java.util.List;

/** What the first pass leaves: all but the samples, and how many of them there are. */
record Definitions(
        StringTable strings,
        LocationTable locations,
        List<ValueType> sampleTypes,
        int defaultSampleType,
        long period,
        int samples) {}
