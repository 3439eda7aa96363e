package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.LeakProbe;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.gate.GateFailure;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.Session;
import io.github.noleak.gate.scenario.Gate;
import io.github.noleak.gate.service.LiveService;
import io.github.noleak.go.GoException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Runs the gate of a {@link NoLeak} method before its body, or around it where it is the workload of a service.
 *
 * <p>JUnit resolves the parameters of a test method, and then runs interceptors, where {@code @Timeout} holds: the gate
 * is run there, after all that {@code @BeforeEach} prepares.
 */
@API(status = INTERNAL, since = "0.1")
public final class NoLeakExtension
        implements ExecutionCondition,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterEachCallback,
                InvocationInterceptor,
                ParameterResolver,
                LifecycleMethodExecutionExceptionHandler,
                TestExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(NoLeakExtension.class);

    /** Creates the extension; JUnit does. */
    public NoLeakExtension() {}

    /** JUnit runs a method with two annotations of tests as each of both. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return own(context).isPresent() && Templates.isTemplateRunAsOneTest(context)
                ? ConditionEvaluationResult.disabled("each invocation of this method is a test of its own")
                : ConditionEvaluationResult.enabled("it is one test");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        own(context).ifPresent(own -> {
            GatedMethod method = new GatedMethod(context, session(context), own);
            context.getStore(NAMESPACE).put(GatedMethod.class, method);
            method.prepare();
        });
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        gated(context).ifPresent(GatedMethod::open);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        gated(context).ifPresent(GatedMethod::close);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Optional<GatedMethod> gated = gated(context);
        if (gated.isPresent()) {
            gated.get().run(invocation, method);
        } else {
            invocation.proceed();
        }
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        interceptTestMethod(invocation, method, context);
    }

    private static Optional<NoLeak> own(ExtensionContext context) {
        return context.getTestMethod().flatMap(m -> AnnotationSupport.findAnnotation(m, NoLeak.class));
    }

    private static Optional<GatedMethod> gated(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(GatedMethod.class, GatedMethod.class));
    }

    private static Session session(ExtensionContext context) {
        return JupiterSession.of(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == GoServiceProcess.class) {
            return ClassAnnotations.find(context, GoService.class).isPresent();
        }
        if (type == LeakProbe.class) {
            return own(context)
                    .filter(own -> GatedMethod.isWorkload(own, context))
                    .isPresent();
        }
        return type == LeakReport.class && own(context).isPresent();
    }

    /** A report is not there before the gate has run, which then puts it in the place of nothing. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == GoServiceProcess.class) {
            return service(context);
        }
        Optional<GatedMethod> gated = gated(context);
        if (type == LeakProbe.class) {
            return gated.flatMap(GatedMethod::probe)
                    .orElseThrow(() -> new ParameterResolutionException("a LeakProbe is for the test method alone"));
        }
        Optional<LeakReport> report = gated.flatMap(GatedMethod::report);
        if (report.isEmpty() && !parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod())) {
            throw new ParameterResolutionException(
                    "there is no LeakReport before the gate has run; take it in the test method or in @AfterEach");
        }
        return report.orElse(null);
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
        } catch (RuntimeException | Error e) {
            throw new TestEnd(session).notStarted(gate.failed(test.getSimpleName(), e, test.getName()));
        }
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw unwrapped(thrown);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw unwrapped(context, thrown);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw unwrapped(context, thrown);
    }

    private static Throwable unwrapped(ExtensionContext context, Throwable thrown) {
        Throwable own = unwrapped(thrown);
        Optional<GatedMethod> gated = gated(context);
        return own instanceof GoException notStarted && gated.isPresent()
                ? gated.get().notStarted(notStarted)
                : own;
    }

    /** JUnit wraps what a parameter could not be had for; what we say stands alone. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown instanceof ParameterResolutionException ? thrown.getCause() : null;
        return cause instanceof ConfigurationException
                        || cause instanceof GoException
                        || cause instanceof GateFailure
                        || cause instanceof TestAbortedException
                ? cause
                : thrown;
    }
}
