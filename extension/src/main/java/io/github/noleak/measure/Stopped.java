package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A trial that ended without a measurement.
 *
 * @param headline one line that stands alone
 * @param details what the process printed, or where its goroutines block
 */
@API(status = INTERNAL, since = "0.1")
public record Stopped(RunPlan runPlan, Cause cause, String headline, List<String> details) implements RunOutcome {

    /** Why there is no measurement. */
    public enum Cause {
        /** The scenario skipped itself. */
        SKIPPED,
        /** The scenario failed, panicked or ended the process. */
        FAILED,
        /** The scenario made no progress until the time limit. */
        HUNG,
        /** The scenario was at work, but far longer than the smaller runs let expect. */
        TOO_SLOW,
        /** The scenario ended well, but what the gate left cannot be read or cannot be trusted. */
        UNREADABLE
    }

    /** Copies the list. */
    public Stopped {
        details = List.copyOf(details);
    }
}
