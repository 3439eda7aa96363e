package io.github.noleak.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.noleak.junit.ModuleBenchmarks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/**
 * Times the gate over a module's benchmarks beside Go's own way to run them, run by the Maven profile {@code
 * benchmark}. It prints figures and judges none: machines differ.
 */
class GateSpeed {

    private static final double NANOS = 1e9;

    private static final String MODULE = System.getProperty("noleak.module", "go/layouts");

    @Test
    void takesAFractionOfGoTest() throws Throwable {
        goTest("^$"); // fills the build cache for both
        List<Double> gate = gate();
        double goTest = goTest(".");
        System.out.printf(
                Locale.ROOT,
                "gate: %.0f scenarios in %.1f s, own CPU %.1f s (%.0f %% of the wall time)%n"
                        + "go test -run '^$' -bench . -benchmem -count=2 ./...: %.1f s%nratio: %.2f%n",
                gate.get(0),
                gate.get(1),
                gate.get(2),
                100 * gate.get(2) / gate.get(1),
                goTest,
                gate.get(1) / goTest);
        assertThat(gate.get(0)).as("scenarios").isGreaterThan(0);
    }

    /** Returns the number of scenarios, the wall time and this JVM's own CPU time. */
    private static List<Double> gate() throws Throwable {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long started = System.nanoTime();
        int scenarios = 0;
        try (Stream<DynamicTest> tests = ModuleBenchmarks.of(MODULE)) {
            for (DynamicTest test : tests.toList()) {
                test.getExecutable().execute();
                scenarios++;
            }
        }
        return List.of(
                (double) scenarios, (System.nanoTime() - started) / NANOS, (system.getProcessCpuTime() - cpu) / NANOS);
    }

    private static double goTest(String pattern) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process process = new ProcessBuilder(
                        "go", "test", "-run", "^$", "-bench", pattern, "-benchmem", "-count=2", "./...")
                .directory(Path.of(MODULE).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return (System.nanoTime() - started) / NANOS;
    }
}
