package io.github.noleak.junit;

import io.github.noleak.LeakProbe;
import io.github.noleak.gate.service.Workload;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** Calls a test method again and again, the first time as JUnit wants it. */
final class InvokedWorkload implements Workload.Calls {

    private final Invocation<Void> invocation;
    private final ReflectiveInvocationContext<Method> context;
    private boolean proceeded;

    InvokedWorkload(Invocation<Void> invocation, ReflectiveInvocationContext<Method> context) {
        this.invocation = invocation;
        this.context = context;
    }

    @Override
    public Method method() {
        return context.getExecutable();
    }

    @Override
    public boolean countsItself() {
        return Arrays.asList(method().getParameterTypes()).contains(LeakProbe.class);
    }

    @Override
    public void make() throws Throwable {
        if (!proceeded) {
            proceeded = true;
            invocation.proceed();
        } else {
            ReflectionSupport.invokeMethod(
                    method(),
                    context.getTarget().orElse(null),
                    context.getArguments().toArray());
        }
    }

    @Override
    public boolean isSkip(Throwable thrown) {
        return thrown instanceof TestAbortedException;
    }
}
