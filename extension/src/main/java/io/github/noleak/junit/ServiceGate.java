package io.github.noleak.junit;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import io.github.noleak.config.Annotations;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.LimitsFile;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.go.GoException;
import io.github.noleak.report.Reports;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Takes one method that is the workload of a service from its annotations to where it can be called. */
record ServiceGate(ExtensionContext context, Session session, NoLeak own) {

    private static final Namespace NAMESPACE = Namespace.create(ServiceGate.class);

    /** Returns the workload of a test, if it is one. */
    static Optional<Workload> workload(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(Workload.class, Workload.class));
    }

    /** Has the service started, unless the method is exempt; what goes wrong is reported and ends the test. */
    void open() {
        Gate gate = new Gate(session, Progress.ofOne());
        try {
            Annotations annotations = NoLeakExtension.annotations(context, own);
            Optional<Path> directory = directory();
            LimitsFile file = directory.map(session::limitsFile).orElseGet(LimitsFile::none);
            ScenarioSettings limits = ScenarioSettings.resolve(annotations, file, id(), session.settings());
            if (limits.skip().isPresent()) {
                gate.enforce(gate.skip(id(), limits.skip().get(), test()));
            }
            context.getStore(NAMESPACE).put(Workload.class, workload(gate, limits, directory));
        } catch (ConfigurationException e) {
            gate.report(id(), e, test());
            throw e;
        } catch (GoException e) {
            throw gate.notStarted(id(), e, test());
        }
    }

    private Workload workload(Gate gate, ScenarioSettings limits, Optional<Path> directory) {
        LiveService service = Services.of(context, session);
        Reports reports = new Reports(
                id(),
                service.packagePath(),
                context.getRequiredTestMethod().getName(),
                service.goVersion(),
                service.command());
        return new Workload(
                service,
                new Watch(session, service, limits),
                reports,
                session.profiles(),
                gate,
                directory.map(Path::toString).orElse(""),
                test());
    }

    private Optional<Path> directory() {
        return NoLeakExtension.onClass(context, GoModule.class)
                .map(m -> Modules.build(session, m, m.value()).directory());
    }

    private String id() {
        return NoLeakExtension.simpleName(context);
    }

    private String test() {
        return NoLeakExtension.testName(context);
    }
}
