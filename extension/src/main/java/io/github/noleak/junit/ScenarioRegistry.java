package io.github.noleak.junit;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.LeakReport;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.gate.module.ScenarioListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.TestAbortedException;

/** Registers the tests of one suite and tells JUnit how they go; several threads may do so at once. */
@API(status = INTERNAL, since = "0.1")
public final class ScenarioRegistry implements ScenarioListener {

    static final String CANCELLED = "the run was cancelled";

    private static final int EXAMPLES = 5;

    private final SuiteDescriptor suite;
    private final EngineExecutionListener listener;
    private final Filter<TestDescriptor> filter;
    private final BooleanSupplier cancelled;
    private final boolean naming;
    private final List<String> examples = new ArrayList<>();
    private int refused;
    private boolean met;
    private @Nullable TestEnd end;

    ScenarioRegistry(
            SuiteDescriptor suite,
            EngineExecutionListener listener,
            Filter<TestDescriptor> filter,
            BooleanSupplier cancelled) {
        this.suite = suite;
        this.listener = listener;
        this.filter = filter;
        this.cancelled = cancelled;
        this.naming = !admits("no scenario has such a name");
    }

    /** Has tests ended by this from now on. */
    void endingBy(TestEnd testEnd) {
        end = testEnd;
    }

    @Override
    public String test() {
        return suite.suite().getName();
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public boolean choosesSomeOf(String function, String packageName) {
        return suite.choosesSomeOf(function, packageName);
    }

    @Override
    public boolean chooses(String id, String packageName) {
        return suite.chooses(id, packageName);
    }

    /**
     * Returns whether the launcher's filters let a scenario in.
     *
     * <p>A filter that names a benchmark means its sub-benchmarks, too. One that takes names out means just those.
     *
     * @param function the id of the function that the scenario is of
     */
    @Override
    public boolean admits(String id, String function) {
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
        return filter.apply(new ScenarioDescriptor(suite, name)).included();
    }

    @Override
    public synchronized void met() {
        met = true;
    }

    private synchronized void refuse(String id) {
        refused++;
        if (examples.size() < EXAMPLES) {
            examples.add(id);
        }
    }

    /** Fails a suite of which nothing at all was asked for: a misspelt name must not pass for a gate. */
    @Override
    public void allFound(String name) {
        if (met || isCancelled()) { // all threads have ended
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

    @Override
    public Found found(String id) {
        met();
        return new Leaf(register(id));
    }

    private synchronized ScenarioDescriptor register(String name) {
        ScenarioDescriptor leaf = new ScenarioDescriptor(suite, name);
        suite.addChild(leaf);
        listener.dynamicTestRegistered(leaf);
        return leaf;
    }

    /** A test that JUnit is told of. */
    private final class Leaf implements Found {

        private final ScenarioDescriptor node;
        private volatile boolean begun;

        Leaf(ScenarioDescriptor node) {
            this.node = node;
        }

        @Override
        public boolean isOpen() {
            return !begun;
        }

        @Override
        public void skip(String reason) {
            begun = true;
            listener.executionSkipped(node, reason);
        }

        @Override
        public void run(Supplier<LeakReport> gate) {
            if (isCancelled()) {
                skip(CANCELLED);
                return;
            }
            begun = true;
            listener.executionStarted(node);
            listener.executionFinished(node, result(gate));
        }
    }

    private TestExecutionResult result(Supplier<LeakReport> gate) {
        try {
            LeakReport report = gate.get();
            if (end != null) {
                end.of(report);
            }
            return TestExecutionResult.successful();
        } catch (TestAbortedException e) {
            return TestExecutionResult.aborted(e);
        } catch (RuntimeException | Error e) {
            return TestExecutionResult.failed(e);
        }
    }

    @Override
    public void always(String name, Supplier<LeakReport> gate) {
        found(name).run(gate);
    }

    @Override
    public void fail(String name, RuntimeException mistake) {
        always(name, () -> {
            throw mistake;
        });
    }
}
