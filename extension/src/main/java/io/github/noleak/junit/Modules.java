package io.github.noleak.junit;

import io.github.noleak.GoModule;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.go.BuildSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a {@link GoModule} annotation says. */
final class Modules {

    private Modules() {}

    /** Returns the settings of the module in a directory, built as the annotation says. */
    static BuildSettings build(Session session, GoModule module, String directory) {
        List<String> tags = new ArrayList<>(List.of(module.tags()));
        tags.addAll(session.settings().tags());
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : module.env()) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw new ConfigurationException(
                        "@GoModule(env = \"" + variable + "\") is no variable; expected: NAME=value");
            }
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return session.buildSettings(directory, tags, environment, List.of(module.flags()));
    }
}
