package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import io.github.noleak.judge.BaselineUpdate;
import io.github.noleak.judge.Known;
import io.github.noleak.report.Reports;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/** Says what an update of the baseline has come to. */
@API(status = INTERNAL, since = "0.1")
public final class BaselineReports {

    private BaselineReports() {}

    /** Returns a line for each change that was written. */
    public static List<String> changes(BaselineUpdate update, Known known) {
        return update.changes().stream()
                .map(change -> known.source() + " is updated: " + change + ".")
                .toList();
    }

    /**
     * Returns the report of leaks that need a reason.
     *
     * @param found what the report is without an update
     */
    public static LeakReport unexplained(Reports reports, BaselineUpdate update, Known known, LeakReport found) {
        int count = update.unexplained().size();
        return reports.ofError(
                (count == 1 ? "a leak" : count + " leaks") + " that " + known.source() + " does not know "
                        + (count == 1 ? "needs" : "need") + " a reason: add -Dnoleak.baseline.reason=…",
                details(update, found));
    }

    private static List<String> details(BaselineUpdate update, LeakReport found) {
        List<String> details = new ArrayList<>();
        details.add("Nothing is written for this scenario. Without a reason:");
        update.unexplained().forEach(f -> details.add("  " + f));
        details.add("Expected: why it may stay, such as -Dnoleak.baseline.reason=\"fixed with ticket 12\".");
        details.add("Without the update, the verdict is:");
        details.addAll(found.message().lines().toList());
        return details;
    }
}
