package io.github.noleak.examples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Execution;

/** What the benchmarks of the gate share: they run suites in this JVM, and print what that took. */
final class Figures {

    static final double NANOS = 1e9;
    static final double MEGABYTE = 1 << 20;

    private Figures() {}

    /**
     * A scenario that was gated.
     *
     * @param outcome the first word of what the gate says where it fails the scenario; else empty
     */
    record Timed(String scenario, double seconds, String outcome) {

        private static Timed of(Execution execution) {
            String message = execution
                    .getTerminationInfo()
                    .getExecutionResult()
                    .getThrowable()
                    .map(Throwable::getMessage)
                    .orElse("");
            return new Timed(
                    execution.getTestDescriptor().getDisplayName(),
                    execution.getDuration().toNanos() / NANOS,
                    message.split(" ", 2)[0]);
        }
    }

    static EngineExecutionResults gate(Class<?> suite, Map<String, String> parameters) {
        return gate(selectClass(suite), parameters);
    }

    static EngineExecutionResults gate(DiscoverySelector selected, Map<String, String> parameters) {
        return EngineTestKit.engine("noleak")
                .selectors(selected)
                .configurationParameters(parameters)
                .execute();
    }

    static List<Timed> timed(EngineExecutionResults results) {
        return results.testEvents().executions().finished().map(Timed::of).toList();
    }

    /** The sum of the pools' peaks: the heap was never fuller. */
    static double mostHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(p -> p.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(u -> u.getUsed())
                        .sum()
                / MEGABYTE;
    }

    static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
