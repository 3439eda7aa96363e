package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.Settings;
import io.github.noleak.report.ReportFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Replaces the report of an earlier build when tests begin to run, also where nothing of this build is gated. */
@API(status = INTERNAL, since = "0.1")
public final class EarlierReportListener implements TestExecutionListener {

    private @Nullable Thread forgetting;

    /** Creates the listener; JUnit does. */
    public EarlierReportListener() {}

    /** Tests do not wait for it; whoever gates something waits for its own part of it. */
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        Path reports = new Settings(plan.getConfigurationParameters()::get).reportDirectory(Session.base());
        Thread thread = new Thread(() -> forget(reports), "noleak-earlier-report");
        forgetting = thread;
        thread.setDaemon(true);
        thread.start();
    }

    private static void forget(Path reports) {
        try {
            ReportFile.forgetEarlier(reports);
        } catch (UncheckedIOException e) {
            // Whoever gates something is told.
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Thread thread = forgetting;
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
