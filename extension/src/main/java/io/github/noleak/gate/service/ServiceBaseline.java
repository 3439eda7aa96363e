package io.github.noleak.gate.service;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.gate.Baselines;
import io.github.noleak.gate.scenario.BaselineReports;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.judge.BaselineUpdate;
import io.github.noleak.judge.Conclusion;
import io.github.noleak.judge.Known;
import io.github.noleak.judge.SeriesSoFar;
import io.github.noleak.report.Reports;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a workload, in the baseline of the module that its class names. */
final class ServiceBaseline {

    private final Baselines baselines;
    private final LiveService service;
    private final String id;
    private Known known;
    private @Nullable BaselineUpdate update;

    ServiceBaseline(Baselines baselines, LiveService service, String id) {
        this.baselines = baselines;
        this.service = service;
        this.id = id;
        this.known = service.module().map(module -> baselines.known(module, id)).orElseGet(Known::nothing);
    }

    /** Returns what the judge is to go by now. */
    Known known() {
        return known;
    }

    /**
     * Makes the new record of what was found, by which it is to be judged again: what would not pass with it is not written.
     * Returns whether there is one.
     */
    boolean renews(Conclusion found) {
        if (service.module().isEmpty() || !baselines.updating() || update != null) {
            return false;
        }
        Optional<BaselineUpdate> made = BaselineUpdate.of(
                known,
                found,
                SeriesSoFar.of(List.of()),
                service.sites(),
                baselines.reason().orElse(null),
                false);
        update = made.orElse(null);
        if (update == null || isUnexplained(update)) {
            return false;
        }
        known = known.with(update.scenario());
        return true;
    }

    /** Writes the new record, if it is one with which a service passes, and says so. */
    Conclusion recorded(Conclusion found) {
        Optional<ModuleListing> module = service.module();
        BaselineUpdate made = update;
        if (made == null || isUnexplained(made) || module.isEmpty() || found.verdict() != Verdict.CLEAN) {
            return found;
        }
        baselines.record(module.get(), id, made.scenario());
        return found.noting(BaselineReports.changes(made, known));
    }

    /** Returns the report of a workload, whose new leaks may need a reason. */
    LeakReport explained(Reports reports, LeakReport found) {
        BaselineUpdate made = update;
        return made == null || !isUnexplained(made) ? found : BaselineReports.unexplained(reports, made, known, found);
    }

    private static boolean isUnexplained(BaselineUpdate update) {
        return !update.unexplained().isEmpty();
    }
}
