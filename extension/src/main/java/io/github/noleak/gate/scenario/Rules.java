package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.Annotations;
import io.github.noleak.config.LimitsFile;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.config.Settings;
import io.github.noleak.go.GoPackage;
import io.github.noleak.go.ScenarioName;
import java.util.Optional;
import org.apiguardian.api.API;

/** Says what holds for a scenario of a module. */
@API(status = INTERNAL, since = "0.1")
public record Rules(Annotations annotations, LimitsFile file, Settings settings) {

    /** Returns the limits of a scenario. */
    public ScenarioSettings limits(String id) {
        return ScenarioSettings.resolve(annotations, file, id, settings);
    }

    /** Returns the reason why a scenario is not to be run; a function that is exempt takes its sub-benchmarks along. */
    public Optional<String> exemption(GoPackage goPackage, ScenarioName name) {
        return exemption(goPackage.scenario(name.function())).or(() -> exemption(goPackage.scenario(name.goName())));
    }

    private Optional<String> exemption(String id) {
        return limits(id).skip();
    }
}
