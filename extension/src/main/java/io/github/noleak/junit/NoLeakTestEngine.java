package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.apiguardian.api.API;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/** Runs every benchmark of the Go modules that annotated classes name. */
@API(status = INTERNAL, since = "0.1")
public final class NoLeakTestEngine implements TestEngine {

    /** Creates the engine; JUnit does. */
    public NoLeakTestEngine() {}

    @Override
    public String getId() {
        return "noleak";
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        NoLeakEngineDescriptor root = new NoLeakEngineDescriptor(id, ScenarioFilters.of(request));
        EngineDiscoveryRequestResolver.<NoLeakEngineDescriptor>builder()
                .addClassContainerSelectorResolver(Suites::isSuite)
                .addSelectorResolver(new SuiteResolver())
                .build()
                .resolve(request, root);
        return root;
    }

    @Override
    public void execute(ExecutionRequest request) {
        NoLeakEngineDescriptor root = (NoLeakEngineDescriptor) request.getRootTestDescriptor();
        EngineExecutionListener listener = request.getEngineExecutionListener();
        BooleanSupplier cancelled = Cancellation.of(request);
        listener.executionStarted(root);
        try (SharedSession session = new SharedSession(request)) {
            for (TestDescriptor child : List.copyOf(root.getChildren())) {
                SuiteDescriptor suite = (SuiteDescriptor) child;
                String disabled = cancelled.getAsBoolean()
                        ? ScenarioRegistry.CANCELLED
                        : JupiterAnnotations.disabled(suite.suite()).orElse("");
                if (!disabled.isEmpty()) {
                    listener.executionSkipped(suite, disabled);
                    continue;
                }
                listener.executionStarted(suite);
                new SuiteRun(suite, new ScenarioRegistry(suite, listener, root.filter(), cancelled), session).run();
                // Whatever went wrong is a leaf: Surefire reports a container's failure oddly.
                listener.executionFinished(suite, TestExecutionResult.successful());
            }
        }
        listener.executionFinished(root, TestExecutionResult.successful());
    }
}
