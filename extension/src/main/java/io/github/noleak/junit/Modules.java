package io.github.noleak.junit;

import io.github.noleak.GoModule;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.gate.Session;
import io.github.noleak.go.module.BuildSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a {@link GoModule} annotation says. */
final class Modules {

    private Modules() {}

    /** Returns the settings of the module that an annotation names. */
    static BuildSettings build(Session session, GoModule module) {
        return session.buildSettings(
                module.value(), List.of(module.tags()), environment(module), List.of(module.flags()));
    }

    /** Returns the variables that an annotation sets. */
    static Map<String, String> environment(GoModule module) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : module.env()) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw new ConfigurationException(
                        "@GoModule(env = \"" + variable + "\") is no variable; expected: NAME=value");
            }
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return environment;
    }
}
