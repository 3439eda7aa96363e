package io.github.noleak.junit;

import io.github.noleak.LeakReport;
import io.github.noleak.report.GoStackTrace;

/** Fails a test with a report's message, and with Go's frames in the place of Java's. */
final class GateFailure extends AssertionError {

    private static final long serialVersionUID = 1;

    GateFailure(LeakReport report) {
        super(report.message());
        setStackTrace(GoStackTrace.of(report));
    }
}
