package io.github.noleak.junit;

import java.lang.reflect.InvocationTargetException;
import java.util.function.BooleanSupplier;
import org.junit.platform.engine.ExecutionRequest;

/** Asks whether a run is cancelled, which only JUnit 6 and later can say. */
final class Cancellation {

    private Cancellation() {}

    static BooleanSupplier of(ExecutionRequest request) {
        try {
            Object token = request.getClass().getMethod("getCancellationToken").invoke(request);
            // Looked up on the public type: the token's own class is not public.
            var asked = Class.forName(
                            "org.junit.platform.engine.CancellationToken",
                            false,
                            ExecutionRequest.class.getClassLoader())
                    .getMethod("isCancellationRequested");
            return () -> {
                try {
                    return Boolean.TRUE.equals(asked.invoke(token));
                } catch (IllegalAccessException | InvocationTargetException e) {
                    return false;
                }
            };
        } catch (ReflectiveOperationException e) {
            return () -> false;
        }
    }
}
