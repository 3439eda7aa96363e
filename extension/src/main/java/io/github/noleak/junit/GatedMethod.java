package io.github.noleak.junit;

import io.github.noleak.GoModule;
import io.github.noleak.LeakProbe;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.Verdict;
import io.github.noleak.config.Annotations;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.Declared;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.gate.Activity;
import io.github.noleak.gate.GateFailure;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.scenario.Gate;
import io.github.noleak.gate.service.Workload;
import io.github.noleak.go.GoException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.UniqueId;
import org.opentest4j.TestAbortedException;

/** One call of a {@link NoLeak} method by JUnit, from its annotations to its report; there is no way out without one. */
final class GatedMethod {

    private final ExtensionContext context;
    private final Session session;
    private final NoLeak own;
    private final Gate gate;
    private final TestEnd end;
    private final boolean workload;
    private @Nullable ScenarioSettings limits;
    private @Nullable Workload open;
    private volatile @Nullable LeakReport report;
    private volatile boolean told;

    GatedMethod(ExtensionContext context, Session session, NoLeak own) {
        this.context = context;
        this.session = session;
        this.own = own;
        this.gate = new Gate(session, Progress.ofOne());
        this.end = new TestEnd(session);
        this.workload = isWorkload(own, context);
    }

    /** Returns whether a method names no Go function, in a class that names a service. */
    static boolean isWorkload(NoLeak own, ExtensionContext context) {
        return own.benchmark().isBlank() && own.test().isBlank() && Services.isNamed(context);
    }

    /** Returns the report, once the gate has run. */
    Optional<LeakReport> report() {
        return Optional.ofNullable(report);
    }

    /** Returns the probe of a service's workload. */
    Optional<LeakProbe> probe() {
        return Optional.ofNullable(open).map(Workload::watch);
    }

    /** Finds mistakes, and ends the test if it is exempt, before anything is prepared for it. */
    void prepare() {
        telling(() -> {
            MethodMistakes.refuse(
                    own, context, workload ? Optional.of(serviceGate().calling()) : Optional.empty(), where());
            if (workload) {
                limits = serviceGate().limits();
                skip(limits.skip());
            } else {
                ScenarioSettings.check(annotations(), session.settings());
                skip(annotations().exemption());
                module();
            }
        });
    }

    private void skip(Optional<String> reason) {
        if (reason.isPresent()) {
            told = true;
            end.of(gate.skip(id(), reason.get(), test()));
        }
    }

    /** Has the service started that the method is a workload of. */
    void open() {
        ScenarioSettings found = limits;
        if (found != null) {
            telling(() -> {
                try (Activity activity = session.heartbeat().begin(id())) {
                    open = activity.during(
                            "starting the service", () -> serviceGate().workload(gate, found));
                }
            });
        }
    }

    /** Runs the gate, and the body where that is wanted. */
    void run(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method) throws Throwable {
        Workload calls = open;
        if (calls != null) {
            told = true; // however it ends
            LeakReport found = calls.run(new InvokedWorkload(invocation, method));
            report = found;
            end.of(found);
            return;
        }
        telling(this::gate);
        LeakReport found = report().orElseThrow();
        if (found.verdict() == Verdict.CLEAN) {
            proceed(invocation, method, found);
        } else {
            invocation.skip();
            end.of(found);
        }
    }

    private void gate() {
        GoModule module = module();
        report = gate.run(id(), () -> Modules.build(session, module), annotations(), test());
        told = true;
    }

    /** The parameters were resolved before there was a report. */
    private static void proceed(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, LeakReport found)
            throws Throwable {
        Class<?>[] types = method.getExecutable().getParameterTypes();
        if (!Arrays.asList(types).contains(LeakReport.class)) {
            invocation.proceed();
            return;
        }
        Object[] arguments = method.getArguments().toArray();
        for (int i = 0; i < types.length; i++) {
            if (types[i] == LeakReport.class) {
                arguments[i] = found;
            }
        }
        invocation.skip();
        ReflectionSupport.invokeMethod(
                method.getExecutable(), method.getTarget().orElse(null), arguments);
    }

    /** Has what was thrown before the gate ran in the report, too. */
    void close() {
        if (told) {
            return;
        }
        Throwable thrown = context.getExecutionException().orElse(null);
        if (thrown == null) {
            thrown = new ConfigurationException("@NoLeak on " + where() + " was not gated: another extension has passed"
                    + " over the test; expected: that it goes on\n"
                    + "  Take that extension from the method, or put @Disabled on it.");
            tell(thrown);
            throw (ConfigurationException) thrown;
        }
        tell(thrown);
    }

    private void tell(Throwable thrown) {
        told = true;
        if (thrown instanceof TestAbortedException) {
            gate.skip(id(), String.valueOf(thrown.getMessage()), test());
        } else if (thrown instanceof ConfigurationException mistake) {
            gate.report(id(), mistake, test());
        } else {
            gate.error(
                    id(),
                    "",
                    "the test ended before the gate ran: " + thrown,
                    List.of("Expected: methods with @BeforeEach, and extensions, that throw nothing."),
                    "",
                    test());
        }
    }

    /** Reports that the service is not there, and returns what ends the test. */
    Throwable notStarted(GoException e) {
        told = true;
        return end.notStarted(gate.failed(id(), e, test()));
    }

    private void telling(Runnable step) {
        try {
            step.run();
        } catch (ConfigurationException e) {
            told = true;
            gate.report(id(), e, test());
            throw e;
        } catch (GateFailure | TestAbortedException e) {
            told = true;
            throw e;
        } catch (RuntimeException | Error e) {
            told = true;
            throw end.notStarted(gate.failed(id(), e, test()));
        }
    }

    private ServiceGate serviceGate() {
        return new ServiceGate(context, session, annotations(), id(), test());
    }

    private GoModule module() {
        return ClassAnnotations.module(context, "@NoLeak on " + where());
    }

    /** Returns what stands on the method and on its class. */
    private Annotations annotations() {
        Declared defaults = ClassAnnotations.find(context, NoLeak.class)
                .map(d -> new Declared(d, context.getRequiredTestClass().getSimpleName()))
                .orElse(null);
        return new Annotations(new Declared(own, where()), defaults);
    }

    /** Returns the id of the scenario: as it is written, or the method and which call of it this is. */
    private String id() {
        String written = own.benchmark() + own.test();
        return written.isBlank() ? where() + invocation() : written;
    }

    private String invocation() {
        return Templates.invocation(UniqueId.parse(context.getUniqueId()));
    }

    /** Returns the method with the simple name of its class: what people read. */
    private String where() {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    /** Returns the method with the whole name of its class: what a report has. */
    private String test() {
        return context.getRequiredTestClass().getName() + "."
                + context.getRequiredTestMethod().getName() + invocation();
    }
}
