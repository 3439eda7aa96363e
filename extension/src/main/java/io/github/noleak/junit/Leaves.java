package io.github.noleak.junit;

import io.github.noleak.config.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.opentest4j.TestAbortedException;

/** Registers the tests of one suite and tells JUnit how they go; several threads may do so at once. */
final class Leaves {

    static final String CANCELLED = "the run was cancelled";

    private static final int EXAMPLES = 5;

    private final SuiteNode suite;
    private final EngineExecutionListener listener;
    private final Filter<TestDescriptor> filter;
    private final BooleanSupplier cancelled;
    private final boolean naming;
    private final List<String> examples = new ArrayList<>();
    private final Set<UniqueId> begun = ConcurrentHashMap.newKeySet();
    private int refused;
    private boolean met;

    Leaves(
            SuiteNode suite,
            EngineExecutionListener listener,
            Filter<TestDescriptor> filter,
            BooleanSupplier cancelled) {
        this.suite = suite;
        this.listener = listener;
        this.filter = filter;
        this.cancelled = cancelled;
        this.naming = !admits("no scenario has such a name");
    }

    boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    /**
     * Tells whether the launcher's filters let a scenario in.
     *
     * <p>A filter that names a benchmark means its sub-benchmarks, too. One that takes names out means just those.
     *
     * @param function the id of the function that the scenario is of
     */
    boolean admits(String id, String function) {
        boolean admitted = admits(id) || (naming && admitsAbove(id, function));
        if (admitted) {
            met();
        } else {
            refuse(id);
        }
        return admitted;
    }

    private boolean admitsAbove(String id, String function) {
        for (int slash = id.indexOf('/', function.length()); slash >= 0; slash = id.indexOf('/', slash + 1)) {
            if (admits(id.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    private boolean admits(String name) {
        return filter.apply(new LeafNode(suite, name)).included();
    }

    /** Notes that there is a scenario, even if it is run elsewhere. */
    synchronized void met() {
        met = true;
    }

    private synchronized void refuse(String id) {
        refused++;
        if (examples.size() < EXAMPLES) {
            examples.add(id);
        }
    }

    /** Fails a suite of which nothing at all was asked for: a misspelt name must not pass for a gate. */
    void requireAny(String name) {
        if (met || cancelled()) { // all threads have ended
            return;
        }
        String found =
                refused == 0 ? "" : "\n  There are " + refused + ", such as:\n    " + String.join("\n    ", examples);
        fail(
                name,
                new ConfigurationException("No scenario of " + suite.suite().getSimpleName()
                        + " is selected: no name matches\n  Correct -Dtest="
                        + suite.suite().getSimpleName()
                        + "#<scenario>, or leave the scenario out to run all of them." + found));
    }

    /** Registers a test. */
    LeafNode add(String name) {
        met();
        return register(name);
    }

    private synchronized LeafNode register(String name) {
        LeafNode leaf = new LeafNode(suite, name);
        suite.addChild(leaf);
        listener.dynamicTestRegistered(leaf);
        return leaf;
    }

    /** Returns whether a test has neither been started nor skipped. */
    boolean isOpen(LeafNode leaf) {
        return !begun.contains(leaf.getUniqueId());
    }

    void skip(LeafNode leaf, String reason) {
        begun.add(leaf.getUniqueId());
        listener.executionSkipped(leaf, reason);
    }

    /** Runs a test from its start to its end, however it ends. */
    void run(LeafNode leaf, Runnable test) {
        if (cancelled()) {
            skip(leaf, CANCELLED);
            return;
        }
        begun.add(leaf.getUniqueId());
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
        run(add(name), test);
    }

    void fail(String name, RuntimeException e) {
        always(name, () -> {
            throw e;
        });
    }
}
