package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.Settings;
import io.github.noleak.gate.Session;
import io.github.noleak.report.ReportFile;
import java.io.UncheckedIOException;
import org.apiguardian.api.API;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Replaces the report of an earlier build once tests have run, also where nothing of this build was gated. */
@API(status = INTERNAL, since = "0.1")
public final class EarlierReportListener implements TestExecutionListener {

    /** Creates the listener; JUnit does. */
    public EarlierReportListener() {}

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Settings settings = new Settings(plan.getConfigurationParameters()::get);
        try {
            ReportFile.forgetEarlier(settings.reportDirectory(Session.base()));
        } catch (UncheckedIOException e) {
            // Whoever gates something is told.
        }
    }
}
