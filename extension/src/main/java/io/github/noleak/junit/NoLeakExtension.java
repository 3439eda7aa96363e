package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.LeakProbe;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.Verdict;
import io.github.noleak.config.Annotations;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.Declared;
import io.github.noleak.config.ScenarioSettings;
import io.github.noleak.go.GoException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the gate of a {@link NoLeak} method before its body, or around it where it is the workload of a service. */
@API(status = INTERNAL, since = "0.1")
public final class NoLeakExtension implements BeforeEachCallback, InvocationInterceptor, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(NoLeakExtension.class);

    /** Creates the extension; JUnit does. */
    public NoLeakExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Optional<NoLeak> own = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), NoLeak.class);
        if (own.isPresent() && isWorkload(own.get(), context)) {
            new ServiceGate(context, session(context), own.get()).open();
        } else if (own.isPresent()) {
            context.getStore(NAMESPACE).put(LeakReport.class, gate(context, own.get()));
        }
    }

    /** A method that names no Go function, in a class that names a service. */
    private static boolean isWorkload(NoLeak own, ExtensionContext context) {
        return own.benchmark().isBlank() && own.test().isBlank() && Services.isNamed(context);
    }

    private static LeakReport gate(ExtensionContext context, NoLeak own) {
        String where = simpleName(context);
        Annotations annotations = annotations(context, own);
        Session session = session(context);
        String test = testName(context);
        Gate gate = new Gate(session, Progress.ofOne());
        String id = where;
        try {
            id = scenario(own, where);
            ScenarioSettings.check(annotations, session.settings());
            Optional<String> exempt = annotations.exemption();
            if (exempt.isPresent()) {
                return gate.skip(id, exempt.get(), test);
            }
            GoModule module = module(context, "@NoLeak on " + where);
            return gate.run(id, () -> Modules.build(session, module, module.value()), annotations, test);
        } catch (ConfigurationException e) {
            gate.report(id, e, test);
            throw e;
        }
    }

    /** Returns what stands on a method and on its class. */
    static Annotations annotations(ExtensionContext context, NoLeak own) {
        Declared defaults = onClass(context, NoLeak.class)
                .map(d -> new Declared(d, context.getRequiredTestClass().getSimpleName()))
                .orElse(null);
        return new Annotations(new Declared(own, simpleName(context)), defaults);
    }

    /** Returns a test method with the simple name of its class: what people read, and the id of a workload. */
    static String simpleName(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    /** Returns a test method with the whole name of its class: what a report has. */
    static String testName(ExtensionContext context) {
        return context.getRequiredTestClass().getName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private static String scenario(NoLeak own, String where) {
        boolean benchmark = !own.benchmark().isBlank();
        if (benchmark == !own.test().isBlank()) {
            throw new ConfigurationException(
                    "@NoLeak on " + where + " requires that one of `benchmark` or `test` be set, "
                            + (benchmark ? "but not both." : "and neither is."));
        }
        String id = benchmark ? own.benchmark() : own.test();
        String member = benchmark ? "benchmark" : "test";
        String prefix = benchmark ? "Benchmark" : "Test";
        if (!id.startsWith(prefix) && !id.contains("." + prefix)) {
            throw new ConfigurationException("@NoLeak(" + member + " = \"" + id + "\") on " + where + " names no "
                    + member + "; expected: [<package directory>.]" + prefix + "Name[/sub]");
        }
        return id;
    }

    /** Returns the module that the class names, which an annotation needs. */
    static GoModule module(ExtensionContext context, String what) {
        return onClass(context, GoModule.class)
                .orElseThrow(() -> new ConfigurationException(
                        what + " has no Go module; expected: @GoModule(\"<directory of go.mod>\") on the class"));
    }

    /** Returns an annotation of the test class, or of the nearest class around it. */
    static <A extends Annotation> Optional<A> onClass(ExtensionContext context, Class<A> type) {
        return Stream.iterate(
                        Optional.of(context),
                        Optional::isPresent,
                        c -> c.orElseThrow().getParent())
                .flatMap(c -> AnnotationSupport.findAnnotation(c.orElseThrow().getTestClass(), type).stream())
                .findFirst();
    }

    private static Session session(ExtensionContext context) {
        return JupiterSession.of(context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        Optional<Workload> workload = ServiceGate.workload(context);
        if (workload.isPresent()) {
            LeakReport found = workload.get().run(invocation, invocationContext);
            new Gate(session(context), Progress.ofOne()).enforce(found);
            return;
        }
        LeakReport report = context.getStore(NAMESPACE).get(LeakReport.class, LeakReport.class);
        if (report == null || report.verdict() == Verdict.CLEAN) {
            invocation.proceed();
            return;
        }
        invocation.skip();
        new Gate(session(context), Progress.ofOne()).enforce(report);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == GoServiceProcess.class) {
            return onClass(context, GoService.class).isPresent();
        }
        Optional<NoLeak> own = context.getTestMethod().flatMap(m -> AnnotationSupport.findAnnotation(m, NoLeak.class));
        if (type == LeakProbe.class) {
            return own.filter(n -> isWorkload(n, context)).isPresent();
        }
        return type == LeakReport.class
                && own.filter(n -> !isWorkload(n, context)).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == GoServiceProcess.class) {
            return service(context);
        }
        if (type == LeakProbe.class) {
            return ServiceGate.workload(context)
                    .orElseThrow(() -> new IllegalStateException("a LeakProbe is for the test method alone"))
                    .watch();
        }
        return Objects.requireNonNull(
                context.getStore(NAMESPACE).get(LeakReport.class, LeakReport.class), "the gate has not run");
    }

    /** Before any test begins there is no scenario that a failure to start could be reported as: the class stands for it. */
    private static LiveService service(ExtensionContext context) {
        Session session = session(context);
        if (context.getTestMethod().isPresent()) {
            return Services.of(context, session);
        }
        Class<?> test = context.getRequiredTestClass();
        Gate gate = new Gate(session, Progress.ofOne());
        try {
            return Services.of(context, session);
        } catch (ConfigurationException e) {
            gate.report(test.getSimpleName(), e, test.getName());
            throw e;
        } catch (GoException e) {
            throw gate.notStarted(test.getSimpleName(), e, test.getName());
        }
    }
}
