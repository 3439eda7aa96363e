package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;

/** Compiled on a line of JUnit that cannot cancel, so all of it is looked up, as in the class under test. */
class CancellationTests {

    private static final String TOKEN = "org.junit.platform.engine.CancellationToken";

    @Test
    void runIsCancelledWhereJUnitCanSaySo() throws ReflectiveOperationException {
        Optional<Object> token = token();
        BooleanSupplier cancelled = Cancellation.of(request(token));
        assertThat(cancelled.getAsBoolean()).isFalse();
        if (token.isPresent()) {
            Class.forName(TOKEN).getMethod("cancel").invoke(token.get());
            assertThat(cancelled.getAsBoolean()).isTrue();
        }
    }

    private static Optional<Object> token() throws ReflectiveOperationException {
        try {
            return Optional.of(Class.forName(TOKEN).getMethod("create").invoke(null));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static ExecutionRequest request(Optional<Object> token) throws ReflectiveOperationException {
        Method create = Arrays.stream(ExecutionRequest.class.getMethods())
                .filter(m -> m.getName().equals("create"))
                .max(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow();
        List<Object> arguments = new ArrayList<>();
        for (Class<?> type : create.getParameterTypes()) {
            if (type.getName().equals(TOKEN)) {
                arguments.add(token.orElseThrow());
            } else if (type == NamespacedHierarchicalStore.class) {
                arguments.add(new NamespacedHierarchicalStore<>(null));
            } else {
                arguments.add(Proxy.newProxyInstance(
                        CancellationTests.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, args) -> null));
            }
        }
        return (ExecutionRequest) create.invoke(null, arguments.toArray());
    }
}
