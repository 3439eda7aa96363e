package io.github.noleak.junit;

import io.github.noleak.config.ConfigurationException;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.module.ModuleGate;
import io.github.noleak.gate.module.ModuleRequest;
import io.github.noleak.gate.scenario.Gate;
import org.jspecify.annotations.Nullable;

/** Runs one suite. */
record SuiteRun(SuiteDescriptor suite, ScenarioRegistry registry, SharedSession shared) {

    void run() {
        Session session = null;
        try {
            ModuleRequest request = SuiteDeclaration.of(suite.suite());
            session = shared.get();
            registry.endingBy(new TestEnd(session));
            new ModuleGate(session, request, registry).run();
        } catch (ConfigurationException e) {
            registry.fail(SuiteDeclaration.NAME, e);
        } catch (RuntimeException | Error e) {
            fail(session, e);
        }
    }

    /** What goes wrong in NoLeak itself ends no other engine's run, and is in the report, if there is one. */
    private void fail(@Nullable Session session, Throwable e) {
        registry.always(SuiteDeclaration.NAME, () -> {
            if (session == null) {
                if (e instanceof RuntimeException runtime) {
                    throw runtime;
                }
                throw (Error) e;
            }
            return new Gate(session, Progress.ofOne()).fault(SuiteDeclaration.NAME, e, "", registry.test());
        });
    }
}
