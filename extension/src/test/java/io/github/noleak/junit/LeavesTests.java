package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;

class LeavesTests {

    private final List<String> events = new ArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final EngineNode root = new EngineNode(UniqueId.forEngine("noleak"), Filter.composeFilters());
    private final SuiteNode suite = new SuiteNode(root, LeavesTests.class);
    private final Leaves leaves = new Leaves(suite, new Recorder(), root.filter(), cancelled::get);

    @Test
    void testIsRegisteredStartedAndFinished() {
        leaves.run(leaves.add("cache.BenchmarkPut"), () -> {});
        assertThat(events)
                .containsExactly(
                        "registered cache.BenchmarkPut", "started cache.BenchmarkPut", "SUCCESSFUL cache.BenchmarkPut");
    }

    @Test
    void cancelledRunSkipsWhatHasNotStarted() {
        LeafNode leaf = leaves.add("cache.BenchmarkPut");
        cancelled.set(true);
        leaves.run(leaf, () -> events.add("ran"));
        assertThat(events)
                .containsExactly("registered cache.BenchmarkPut", "skipped cache.BenchmarkPut: the run was cancelled");
    }

    @Test
    void cancelledRunNeedsNoScenario() {
        cancelled.set(true);
        leaves.requireAny("@GoBenchmarks");
        assertThat(events).isEmpty();
    }

    @Test
    void errorInATestFailsItAndNothingElse() {
        leaves.run(leaves.add("cache.BenchmarkPut"), () -> {
            throw new IllegalStateException("odd");
        });
        assertThat(events).last().isEqualTo("FAILED cache.BenchmarkPut");
    }

    @Test
    void suiteWithoutAScenarioFails() {
        leaves.requireAny("@GoBenchmarks");
        assertThat(events).last().isEqualTo("FAILED @GoBenchmarks");
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
