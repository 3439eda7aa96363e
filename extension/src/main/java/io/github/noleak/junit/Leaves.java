package io.github.noleak.junit;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.TestAbortedException;

/** Registers the tests of one suite and tells JUnit how they go; several threads may do so at once. */
final class Leaves {

    static final String CANCELLED = "the run was cancelled";

    private final SuiteNode suite;
    private final EngineExecutionListener listener;
    private final Filter<TestDescriptor> filter;
    private final BooleanSupplier cancelled;

    Leaves(
            SuiteNode suite,
            EngineExecutionListener listener,
            Filter<TestDescriptor> filter,
            BooleanSupplier cancelled) {
        this.suite = suite;
        this.listener = listener;
        this.filter = filter;
        this.cancelled = cancelled;
    }

    boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    /** Tells whether the launcher's filters let a test of this name in. */
    boolean admits(String name) {
        return filter.apply(new LeafNode(suite, name)).included();
    }

    /** Registers a test, if the filters let it in. */
    Optional<LeafNode> add(String name) {
        return admits(name) ? Optional.of(register(name)) : Optional.empty();
    }

    private synchronized LeafNode register(String name) {
        LeafNode leaf = new LeafNode(suite, name);
        suite.addChild(leaf);
        listener.dynamicTestRegistered(leaf);
        return leaf;
    }

    void skip(LeafNode leaf, String reason) {
        listener.executionSkipped(leaf, reason);
    }

    /** Runs a test from its start to its end, however it ends. */
    void run(LeafNode leaf, Runnable test) {
        if (cancelled()) {
            skip(leaf, CANCELLED);
            return;
        }
        listener.executionStarted(leaf);
        listener.executionFinished(leaf, result(test));
    }

    private static TestExecutionResult result(Runnable test) {
        try {
            test.run();
            return TestExecutionResult.successful();
        } catch (TestAbortedException e) {
            return TestExecutionResult.aborted(e);
        } catch (RuntimeException | Error e) {
            return TestExecutionResult.failed(e);
        }
    }

    /** Reports what no filter may hide: a mistake that leaves scenarios out. */
    void always(String name, Runnable test) {
        run(register(name), test);
    }

    void fail(String name, RuntimeException e) {
        always(name, () -> {
            throw e;
        });
    }
}
