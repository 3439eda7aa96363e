package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.ConfigurationException;
import io.github.noleak.gate.Session;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;

/**
 * The session of a run of the engine.
 *
 * <p>From JUnit 5.13 on it lives in the store of the whole run, where the extension finds it, too. Before, there is no such
 * store: the engine has a session of its own, which ends with it.
 */
@API(status = INTERNAL, since = "0.1")
public final class SharedSession implements AutoCloseable {

    private final ExecutionRequest request;
    private @Nullable Session own;

    SharedSession(ExecutionRequest request) {
        this.request = request;
    }

    /**
     * Returns the session, which is opened the first time.
     *
     * @throws ConfigurationException if this JUnit is too old, or a setting is wrong
     */
    synchronized Session get() {
        JUnitVersion.require();
        Optional<NamespacedHierarchicalStore<Object>> store = store();
        if (store.isPresent()) {
            return Objects.requireNonNull(
                    store.get().getOrComputeIfAbsent(namespace(), Session.class, key -> open(), Session.class));
        }
        Session session = own;
        if (session == null) {
            session = open();
            own = session;
        }
        return session;
    }

    private Session open() {
        ConfigurationParameters parameters = request.getConfigurationParameters();
        return Session.open(parameters::get, parameters.keySet());
    }

    @SuppressWarnings("unchecked") // its first type parameter is the class of namespaces, which older lines do not have
    private Optional<NamespacedHierarchicalStore<Object>> store() {
        return reflectively(() -> (NamespacedHierarchicalStore<Object>)
                ExecutionRequest.class.getMethod("getStore").invoke(request));
    }

    /** The extension has the same in Jupiter's words, of which the platform makes its own. */
    private static Object namespace() {
        return reflectively(() -> ExecutionRequest.class
                        .getClassLoader()
                        .loadClass("org.junit.platform.engine.support.store.Namespace")
                        .getMethod("create", Object[].class)
                        .invoke(null, (Object) new Object[] {Session.class}))
                .orElseThrow(
                        () -> new IllegalStateException("JUnit has a store for the run, and no namespaces for it"));
    }

    /** Returns nothing where this line of JUnit has nothing of the kind. */
    static <T> Optional<T> reflectively(Reflection<T> call) {
        try {
            return Optional.of(call.result());
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** Calls what not every line of JUnit has. */
    @FunctionalInterface
    interface Reflection<T> {

        T result() throws ReflectiveOperationException;
    }

    @Override
    public synchronized void close() {
        if (own != null) {
            own.close();
        }
    }
}
