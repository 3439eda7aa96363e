package io.github.noleak.junit;

import io.github.noleak.LeakProbe;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.config.Declared;
import io.github.noleak.config.WorkloadSettings;
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
     * @param workload how the method calls a service, if it does
     * @param where the method, for messages
     * @throws ConfigurationException if there is such a thing
     */
    static void refuse(NoLeak own, ExtensionContext context, Optional<WorkloadSettings> workload, String where) {
        Method method = context.getRequiredTestMethod();
        if (Templates.isFactory(method)) {
            throw new ConfigurationException(
                    "@NoLeak on " + where + " stands beside @TestFactory, whose tests would not be"
                            + " gated; expected: @NoLeak alone\n"
                            + "  The workload of a service may have @ParameterizedTest or @RepeatedTest beside it.");
        }
        if (workload.isPresent()) {
            refuseReport(method, where);
            refuseWithin(own, "calls a service", where);
            refuseCallers(workload.get(), method, where);
            return;
        }
        refuseName(own, where);
        refuseCalling(new Declared(own, where), "names a " + (own.test().isBlank() ? "benchmark" : "test"));
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

    private static void refuseCallers(WorkloadSettings calling, Method method, String where) {
        if (calling.callers() > 1 && Arrays.asList(method.getParameterTypes()).contains(LeakProbe.class)) {
            throw new ConfigurationException("@NoLeak on " + where
                    + " has `callers`, and a LeakProbe, with which the method makes its calls itself; expected: one of the two\n"
                    + "  Take the LeakProbe away, or start threads between probe.nextRound() and the next.");
        }
    }

    /** Refuses what says how a service is called, where none is. */
    private static void refuseCalling(Declared declared, String what) {
        if (!declared.ofWorkload().isEmpty()) {
            String member = declared.ofWorkload().get(0);
            throw new ConfigurationException(
                    "@NoLeak(" + member + " = …) on " + declared.where() + " " + what
                            + ", which Go calls by itself; expected: `" + member
                            + "` on a method that calls a service\n"
                            + "  Such a method has neither `benchmark` nor `test`, in a class with @GoService or @PprofEndpoint.");
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
