package io.github.noleak.junit;

import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds what a {@link NoLeak} method cannot be. */
final class MethodMistakes {

    private MethodMistakes() {}

    /**
     * Refuses what would not be gated as it is written.
     *
     * @param workload whether the method is the workload of a service
     * @param where the method, for messages
     * @throws ConfigurationException if there is such a thing
     */
    static void refuse(NoLeak own, ExtensionContext context, boolean workload, String where) {
        Method method = context.getRequiredTestMethod();
        if (Templates.isFactory(method)) {
            throw new ConfigurationException(
                    "@NoLeak on " + where + " stands beside @TestFactory, whose tests would not be"
                            + " gated; expected: @NoLeak alone\n"
                            + "  The workload of a service may have @ParameterizedTest or @RepeatedTest beside it.");
        }
        if (workload) {
            refuseReport(method, where);
            refuseWithin(own, "calls a service", where);
            return;
        }
        refuseName(own, where);
        if (!own.test().isBlank()) {
            refuseWithin(own, "names a test", where);
        }
        Optional<String> template = Templates.annotation(method);
        if (template.isPresent()) {
            throw new ConfigurationException(
                    "@NoLeak(" + named(own) + ") on " + where + " stands beside " + template.get()
                            + ", which changes nothing in Go; expected: @NoLeak alone\n"
                            + "  It is a test by itself. Sub-benchmarks stand in the place of parameters: a method for each, or"
                            + " @GoBenchmarks for all.");
        }
    }

    private static void refuseReport(Method method, String where) {
        if (Arrays.asList(method.getParameterTypes()).contains(LeakReport.class)) {
            throw new ConfigurationException(
                    "@NoLeak on " + where + " takes a LeakReport, but is what the service is called"
                            + " by, so that there is none yet; expected: no LeakReport\n"
                            + "  Set limits in @NoLeak or noleak.yml, or take the LeakReport in a method with @AfterEach.");
        }
    }

    private static void refuseWithin(NoLeak own, String what, String where) {
        if (own.within()) {
            throw new ConfigurationException("@NoLeak(within = true) on " + where + " " + what
                    + ", of which each call is one operation; expected: `within` beside `benchmark` alone");
        }
    }

    private static void refuseName(NoLeak own, String where) {
        boolean benchmark = !own.benchmark().isBlank();
        if (benchmark == !own.test().isBlank()) {
            throw new ConfigurationException(
                    "@NoLeak on " + where + " requires that one of `benchmark` or `test` be set, "
                            + (benchmark ? "but not both." : "and neither is."));
        }
        String id = benchmark ? own.benchmark() : own.test();
        String prefix = benchmark ? "Benchmark" : "Test";
        if (!id.startsWith(prefix) && !id.contains("." + prefix)) {
            throw new ConfigurationException(
                    "@NoLeak(" + named(own) + ") on " + where + " names no " + (benchmark ? "benchmark" : "test")
                            + "; expected: [<package directory>.]" + prefix + "Name[/sub]");
        }
    }

    private static String named(NoLeak own) {
        return own.benchmark().isBlank() ? "test = \"" + own.test() + "\"" : "benchmark = \"" + own.benchmark() + "\"";
    }
}
