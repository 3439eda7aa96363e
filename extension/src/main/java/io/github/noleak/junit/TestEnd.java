package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.gate.GateFailure;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import org.apiguardian.api.API;
import org.opentest4j.TestAbortedException;

/** Ends tests in JUnit's terms as the reports of their scenarios want it. */
@API(status = INTERNAL, since = "0.1")
public record TestEnd(Session session) {

    /**
     * Ends the test of a scenario as its verdict wants it.
     *
     * @throws GateFailure if the verdict does not pass, and verdicts fail tests
     * @throws TestAbortedException if the scenario was skipped
     */
    public void of(LeakReport report) {
        if (report.verdict() == Verdict.SKIPPED) {
            throw aborted(report);
        }
        if (report.verdict().passes()) {
            return;
        }
        if (session.failing()) {
            throw new GateFailure(report);
        }
        Progress.write(report.message());
    }

    /**
     * Ends the test of a scenario whose service is not there, and returns what aborts it where nothing fails: there is nothing
     * to call.
     */
    TestAbortedException notStarted(LeakReport report) {
        of(report);
        return aborted(report);
    }

    private static TestAbortedException aborted(LeakReport report) {
        TestAbortedException aborted = new TestAbortedException(report.message());
        aborted.setStackTrace(new StackTraceElement[0]); // where in Java says nothing about Go
        return aborted;
    }
}
