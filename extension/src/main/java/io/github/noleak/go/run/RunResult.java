package io.github.noleak.go.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/** How a run ended. */
@API(status = INTERNAL, since = "0.1")
public sealed interface RunResult {

    /** The scenario ended well, and the gate has measured. */
    record Measured(Findings findings) implements RunResult {}

    /** The scenario ended well, the gate has measured, and the process has failed since, as code does that looks for leaks. */
    record FailedLater(Findings findings, Ended failure) implements RunResult {}

    /** Returns what the gate has measured, if it has. */
    default Optional<Findings> measured() {
        if (this instanceof FailedLater failed) {
            return Optional.of(failed.findings());
        }
        return this instanceof Measured measured ? Optional.of(measured.findings()) : Optional.empty();
    }

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
