package io.github.noleak.junit;

import io.github.noleak.GoModule;
import io.github.noleak.config.Annotations;
import io.github.noleak.config.LimitsFile;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.config.WorkloadSettings;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.scenario.Gate;
import io.github.noleak.gate.service.LiveService;
import io.github.noleak.gate.service.ServiceRun;
import io.github.noleak.gate.service.Workload;
import io.github.noleak.report.Reports;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Takes one method that is the workload of a service from its annotations to where it can be called.
 *
 * @param id of the workload
 * @param test the method, as a report has it
 */
record ServiceGate(ExtensionContext context, Session session, Annotations annotations, String id, String test) {

    /** Returns what holds for the workload. */
    ScenarioSettings limits() {
        LimitsFile file = directory().map(session::limitsFile).orElseGet(LimitsFile::none);
        return ScenarioSettings.resolve(annotations, file, id, session.settings());
    }

    /** Returns how the service is called. */
    WorkloadSettings calling() {
        return WorkloadSettings.resolve(annotations, session.settings());
    }

    /** Returns the workload of the service, which is started unless it runs. */
    Workload workload(Gate gate, ScenarioSettings limits) {
        LiveService service = Services.of(context, session);
        service.restartIfEnded();
        Reports reports = new Reports(
                id,
                service.packagePath(),
                context.getRequiredTestMethod().getName(),
                service.goVersion(),
                service.command());
        return new Workload(
                service,
                new ServiceRun(session, service, limits, calling(), id),
                reports,
                session.profiles(),
                gate,
                directory().map(Path::toString).orElse(""),
                test);
    }

    private Optional<Path> directory() {
        return ClassAnnotations.find(context, GoModule.class)
                .map(m -> Modules.build(session, m).directory());
    }
}
