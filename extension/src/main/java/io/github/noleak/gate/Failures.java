package io.github.noleak.gate;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import io.github.noleak.go.GoException;
import io.github.noleak.report.BaselineException;
import io.github.noleak.report.Reports;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Reports scenarios that could not be judged: for what Go says, for what a user wrote, or for a fault of our own. */
@API(status = INTERNAL, since = "0.1")
public final class Failures {

    private static final int FRAMES = 12;

    private Failures() {}

    /** Returns the report of a scenario that ended in an exception. */
    public static LeakReport report(Reports reports, Throwable e) {
        if (e instanceof GoException go) {
            return Thread.currentThread().isInterrupted() ? interrupted(reports, go) : go(reports, go);
        }
        if (e instanceof BaselineException baseline) {
            return reports.ofError(baseline.headline(), baseline.details());
        }
        return reports.ofError(headline(e), details(e));
    }

    private static LeakReport go(Reports reports, GoException e) {
        return reports.ofError(e.headline(), e.details());
    }

    private static LeakReport interrupted(Reports reports, GoException e) {
        List<String> details = new ArrayList<>(e.details());
        details.add("JUnit's @Timeout, or whoever ended the run, has interrupted this test. Its processes were ended.");
        details.add("Raise that time, or lower noleak.timeout so that a hang is found before.");
        return reports.ofError(e.headline(), details);
    }

    /** Returns the line that stands alone: that it is no verdict on the Go code, what was thrown, and where. */
    public static String headline(Throwable e) {
        StackTraceElement[] frames = e.getStackTrace();
        return "NoLeak itself failed: " + words(e) + (frames.length == 0 ? "" : ", at " + JavaFrames.line(frames[0]));
    }

    private static String words(Throwable e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return e.getClass().getName() + (e.getMessage() == null ? "" : ": " + message);
    }

    /** Returns what to do, and the lines that a report of the fault needs. */
    public static List<String> details(Throwable e) {
        List<String> details = new ArrayList<>();
        details.add("This says nothing about the Go code. " + advice(e));
        for (Throwable cause = e; cause != null && details.size() < 4 * FRAMES; cause = cause.getCause()) {
            details.add(cause == e ? words(e) : "Caused by: " + words(cause));
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                details.add("  at " + JavaFrames.line(frames[i]));
            }
        }
        return details;
    }

    private static String advice(Throwable e) {
        if (e instanceof LinkageError) {
            return "A class was found in another version than it needs: look for doubles in the class path (mvn"
                    + " dependency:tree).";
        }
        if (e instanceof OutOfMemoryError) {
            return "Give the tests' JVM more memory, such as <argLine>-Xmx1g</argLine> for Surefire.";
        }
        return "Please report it with the lines below.";
    }
}
