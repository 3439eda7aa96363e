package io.github.noleak.gate.module;

import io.github.noleak.config.Setting;
import io.github.noleak.gate.Baselines;
import io.github.noleak.gate.Progress;
import io.github.noleak.go.GoException;
import io.github.noleak.go.ScenarioName;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.report.BaselineException;
import java.util.List;

/**
 * Tells the entries of a baseline whose scenarios are no more, or takes them out where the baseline is updated.
 *
 * <p>They are chosen as tests are: a run of one benchmark says nothing of the entries of others.
 */
record VanishedScenarios(PackageGate run) {

    void tell(List<ModuleListing> modules) {
        for (ModuleListing module : modules) {
            try {
                baselines().ids(module).stream()
                        .filter(run.index()::isNoMore)
                        .filter(this::concerns)
                        .forEach(id -> tell(module, id));
            } catch (BaselineException e) {
                // Each scenario says that the file cannot be read.
            }
        }
    }

    private Baselines baselines() {
        return run.session().baselines();
    }

    private boolean concerns(String id) {
        return takes(id) && run.asksFor(id);
    }

    private boolean takes(String id) {
        try {
            return run.functions().takes(ScenarioName.parse(id).function());
        } catch (GoException e) {
            return false; // a workload of a service, of which this run knows nothing
        }
    }

    private void tell(ModuleListing module, String id) {
        String file = baselines().name(module);
        if (baselines().updating()) {
            baselines().remove(module, id);
            Progress.write("NoLeak  " + file + " is updated: " + id + " is no more.");
            return;
        }
        String found = file + " has an entry for " + id + ", which is no more";
        if (baselines().strict()) {
            run.failInReport(
                    id,
                    "",
                    found,
                    List.of(
                            "Expected: entries of scenarios that exist, because " + Setting.BASELINE_STRICT.key()
                                    + " is true.",
                            "Take it out by hand or with -D" + Setting.BASELINE_UPDATE.key()
                                    + "=true; if the scenario has a new name, name it there."),
                    module.settings().directory().toString());
        } else {
            Progress.write("NoLeak  notice: " + found + "; take it out by hand or with -D"
                    + Setting.BASELINE_UPDATE.key() + "=true.");
        }
    }
}
