package io.github.noleak.pprof.top;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Granularity;
import io.github.noleak.pprof.ProfileFilter;
import org.apiguardian.api.API;

/**
 * What a report shows, as it was asked for.
 *
 * @param sampleIndex the name or number of a sample type; empty where it is for the profile to say
 * @param nodeCount at most so many rows; 0 for all
 * @param nodeFraction the part of the total below which rows are left out
 * @param edgeFraction the part of the total below which calls are passed over
 * @param divisor what values are divided by when they are shown
 * @param columns whether calls on one line are told apart by their columns
 * @param trimPath prefixes that are cut off source paths, with colons between them
 * @param program the executable; empty where it is for the profile to say
 */
@API(status = INTERNAL, since = "0.1")
public record TopSettings(
        String sampleIndex,
        boolean sortsByCum,
        int nodeCount,
        double nodeFraction,
        double edgeFraction,
        Granularity granularity,
        ProfileFilter filter,
        String unit,
        double divisor,
        boolean dropsNegative,
        boolean hidesInlined,
        boolean columns,
        boolean isCompact,
        String trimPath,
        String program) {

    /** Returns what values are multiplied by. */
    double ratio() {
        return 1 / divisor;
    }

    /** An address that is not cut down to a function has a column in any case. */
    boolean showsColumns() {
        return columns || (granularity == Granularity.ADDRESSES && !hidesInlined);
    }
}
