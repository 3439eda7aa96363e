package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/** How a run ended. */
@API(status = INTERNAL, since = "0.1")
public sealed interface RunResult {

    /** The scenario ended well, and the gate has measured. */
    record Measured(Findings findings) implements RunResult {}

    /**
     * There is no measurement.
     *
     * @param headline one line that stands alone
     * @param details what the process printed, or where its goroutines block
     */
    record Ended(Cause cause, String headline, List<String> details) implements RunResult {

        /** Copies the list. */
        public Ended {
            details = List.copyOf(details);
        }
    }

    /** Why there is no measurement. */
    enum Cause {
        /** The scenario skipped itself. */
        SKIPPED,
        /** The scenario failed, panicked or ended the process. */
        FAILED,
        /** The scenario blocked until the time limit. */
        HUNG,
        /** The scenario was still at work when the patience with it ended. */
        TOO_SLOW,
        /** What the gate left cannot be read. */
        UNREADABLE
    }
}
