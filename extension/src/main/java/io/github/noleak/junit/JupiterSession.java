package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.gate.Session;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Finds the session in Jupiter's words.
 *
 * <p>From JUnit 5.13 on it is that of {@link SharedSession}; before, Jupiter has one of its own.
 */
@API(status = INTERNAL, since = "0.1")
public final class JupiterSession {

    private static final Namespace NAMESPACE = Namespace.create(Session.class);

    private JupiterSession() {}

    /** Returns the session of a run, which is opened the first time. */
    static Session of(ExtensionContext context) {
        JUnitVersion.require();
        Optional<Store> shared = sharedStore(context);
        if (shared.isPresent()) {
            return Objects.requireNonNull(
                    shared.get().getOrComputeIfAbsent(Session.class, key -> open(context), Session.class));
        }
        return Objects.requireNonNull(context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent(Held.class, key -> new Held(open(context)), Held.class))
                .session();
    }

    private static Session open(ExtensionContext context) {
        return Session.open(context::getConfigurationParameter, List.of()); // which are not to be listed
    }

    /** Returns the store that all engines share, which JUnit has from 5.13 on. */
    private static Optional<Store> sharedStore(ExtensionContext context) {
        return SharedSession.reflectively(() -> {
            Class<?> scope = ExtensionContext.class
                    .getClassLoader()
                    .loadClass("org.junit.jupiter.api.extension.ExtensionContext$StoreScope");
            Object request = scope.getField("EXECUTION_REQUEST").get(null);
            return (Store) ExtensionContext.class
                    .getMethod("getStore", scope, Namespace.class)
                    .invoke(context, request, NAMESPACE);
        });
    }

    /** Older lines close nothing but this in a store. */
    private record Held(Session session) implements CloseableResource {

        @Override
        public void close() {
            session.close();
        }
    }
}
