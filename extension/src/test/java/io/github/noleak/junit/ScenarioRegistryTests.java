package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.LeakReport;
import io.github.noleak.gate.module.ScenarioListener;
import io.github.noleak.report.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;

class ScenarioRegistryTests {

    private final List<String> events = new ArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final NoLeakEngineDescriptor root =
            new NoLeakEngineDescriptor(UniqueId.forEngine("noleak"), Filter.composeFilters());
    private final SuiteDescriptor suite = new SuiteDescriptor(root, ScenarioRegistryTests.class);
    private final ScenarioRegistry registry =
            new ScenarioRegistry(suite, new Recorder(), root.filter(), cancelled::get);

    @Test
    void testIsRegisteredStartedAndFinished() {
        registry.found("cache.BenchmarkPut").run(ScenarioRegistryTests::clean);
        assertThat(events)
                .containsExactly(
                        "registered cache.BenchmarkPut", "started cache.BenchmarkPut", "SUCCESSFUL cache.BenchmarkPut");
    }

    @Test
    void cancelledRunSkipsWhatHasNotStarted() {
        ScenarioListener.Found leaf = registry.found("cache.BenchmarkPut");
        cancelled.set(true);
        leaf.run(() -> {
            events.add("ran");
            return clean();
        });
        assertThat(leaf.isOpen()).isFalse();
        assertThat(events)
                .containsExactly("registered cache.BenchmarkPut", "skipped cache.BenchmarkPut: the run was cancelled");
    }

    @Test
    void cancelledRunNeedsNoScenario() {
        cancelled.set(true);
        registry.allFound("@GoBenchmarks");
        assertThat(events).isEmpty();
    }

    @Test
    void errorInATestFailsItAndNothingElse() {
        registry.found("cache.BenchmarkPut").run(() -> {
            throw new IllegalStateException("odd");
        });
        assertThat(events).last().isEqualTo("FAILED cache.BenchmarkPut");
    }

    @Test
    void suiteWithoutAScenarioFails() {
        registry.allFound("@GoBenchmarks");
        assertThat(events).last().isEqualTo("FAILED @GoBenchmarks");
    }

    private static LeakReport clean() {
        return new Reports("cache.BenchmarkPut", "", "", "", "").ofSkip("as good as any");
    }

    private final class Recorder implements EngineExecutionListener {

        @Override
        public void dynamicTestRegistered(TestDescriptor test) {
            events.add("registered " + test.getDisplayName());
        }

        @Override
        public void executionSkipped(TestDescriptor test, String reason) {
            events.add("skipped " + test.getDisplayName() + ": " + reason);
        }

        @Override
        public void executionStarted(TestDescriptor test) {
            events.add("started " + test.getDisplayName());
        }

        @Override
        public void executionFinished(TestDescriptor test, TestExecutionResult result) {
            events.add(result.getStatus() + " " + test.getDisplayName());
        }
    }
}
