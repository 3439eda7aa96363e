package io.github.noleak.cli;

import io.github.noleak.LeakReport;
import io.github.noleak.Verdict;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.gate.Failures;
import io.github.noleak.gate.GateFailure;
import io.github.noleak.gate.Progress;
import io.github.noleak.gate.module.ScenarioListener;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Takes all scenarios in, counts how they end, and prints the message of each that does not pass.
 *
 * @param stopping whether the command is being ended
 */
record ConsoleListener(Tally tally, BooleanSupplier stopping) implements ScenarioListener {

    @Override
    public String test() {
        return "noleak-standalone";
    }

    @Override
    public boolean isCancelled() {
        return stopping.getAsBoolean();
    }

    @Override
    public boolean choosesSomeOf(String function, String packageName) {
        return true;
    }

    @Override
    public boolean chooses(String id, String packageName) {
        return true;
    }

    @Override
    public boolean admits(String id, String function) {
        met();
        return true;
    }

    @Override
    public void met() {
        tally.meet();
    }

    @Override
    public Found found(String id) {
        return new Scenario();
    }

    private final class Scenario implements Found {

        private volatile boolean begun;

        @Override
        public boolean isOpen() {
            return !begun;
        }

        @Override
        public void skip(String reason) {
            begun = true;
            if (!isCancelled()) {
                tally.add(Verdict.SKIPPED);
            }
        }

        @Override
        public void run(Supplier<LeakReport> gate) {
            begun = true;
            if (!isCancelled()) {
                always("", gate);
            }
        }
    }

    @Override
    public void always(String name, Supplier<LeakReport> gate) {
        met();
        try {
            tell(gate.get());
        } catch (ConfigurationException | GateFailure e) {
            mistake(e);
        } catch (RuntimeException | Error e) {
            tally.add(Verdict.ERROR);
            Progress.write(Failures.headline(e) + "\n  " + String.join("\n  ", Failures.details(e)));
        }
    }

    /** What was under way when the command was ended says nothing of its code. */
    private void tell(LeakReport report) {
        if (isCancelled() && report.verdict() == Verdict.ERROR) {
            return;
        }
        tally.add(report.verdict());
        if (!report.verdict().passes()) {
            Progress.write(report.message());
        }
    }

    @Override
    public void fail(String name, RuntimeException mistake) {
        mistake(mistake);
    }

    private void mistake(Throwable e) {
        tally.addMistake();
        ErrorOutput.write(String.valueOf(e.getMessage()));
    }

    @Override
    public void allFound(String name) {
        if (tally.isEmpty() && !isCancelled()) {
            mistake(new ConfigurationException("""
                    There is nothing to gate: the module has no packages
                      Expected: a function such as BenchmarkPut(b *testing.B) in a file that ends in _test.go.
                      Check the build tags: --tag, or -Dnoleak.tags."""));
        }
    }
}
