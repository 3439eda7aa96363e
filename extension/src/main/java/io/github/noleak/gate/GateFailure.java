package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import io.github.noleak.report.GoStackTrace;
import org.apiguardian.api.API;

/** Fails a test with a report's message, and with Go's frames in the place of Java's. */
@API(status = INTERNAL, since = "0.1")
public final class GateFailure extends AssertionError {

    private static final long serialVersionUID = 1;

    public GateFailure(LeakReport report) {
        super(report.message());
        setStackTrace(GoStackTrace.of(report));
    }
}
