package io.github.noleak;

import java.util.Locale;
import org.apiguardian.api.API;

/** What a gate concludes of a scenario; only {@link #CLEAN} and {@link #SKIPPED} pass. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Verdict {
    /** Nothing grows in proportion to the work, or less than the limits allow. */
    CLEAN,
    /** Something grows in proportion to the work, by more than its limit. */
    LEAK,
    /** The scenario did not end in time. */
    HANG,
    /** Nothing is kept, but allocations rise steadily from run to run of the same size. */
    REGRESSION,
    /** The measurement itself was broken. */
    INCONCLUSIVE,
    /** The scenario failed, panicked, ended the process or could not be run. */
    ERROR,
    /** The scenario skipped itself or is exempt. */
    SKIPPED;

    /** Returns whether a build may go on. */
    public boolean passes() {
        return this == CLEAN || this == SKIPPED;
    }

    /** Returns the name in reports, such as {@code leak}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
