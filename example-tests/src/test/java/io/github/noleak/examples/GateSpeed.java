package io.github.noleak.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.noleak.junit.ModuleBenchmarks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/**
 * Times the gate over a module's benchmarks beside Go's own way to run them, run by the Maven profile {@code
 * benchmark}. It prints figures and judges none: machines differ.
 */
class GateSpeed {

    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1 << 20;

    private static final String MODULE = System.getProperty("noleak.module", "go/storefront");

    /** Operations below a microsecond that keep a goroutine, or an object, each. */
    private static final Set<String> FAST_LEAKS = Set.of("worker.BenchmarkStartLeaking", "pricing.BenchmarkWatch");

    private static final int SLOWEST = 5;

    private record Timed(String scenario, double seconds) {}

    @Test
    void takesAFractionOfGoTest() throws Throwable {
        goTest("^$"); // fills the build cache for both
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long started = System.nanoTime();
        List<Timed> scenarios = new ArrayList<>();
        try (Stream<DynamicTest> tests = ModuleBenchmarks.of(MODULE)) {
            tests.forEach(test -> scenarios.add(timed(test)));
        }
        double gate = (System.nanoTime() - started) / NANOS;
        double own = (system.getProcessCpuTime() - cpu) / NANOS;
        double goTest = goTest(".");
        print("gate: %d scenarios in %.1f s%n", scenarios.size(), gate);
        print("own CPU: %.1f s (%.0f %% of the gate's wall time)%n", own, 100 * own / gate);
        print(
                "heap, most used: %.0f MB of %.0f%n",
                mostHeap(), Runtime.getRuntime().maxMemory() / MEGABYTE);
        print("go test -run '^$' -bench . -benchmem -count=2 ./...: %.1f s%n", goTest);
        print("ratio: %.2f%n", gate / goTest);
        print("the slowest:%n");
        scenarios.stream()
                .sorted(Comparator.comparingDouble(Timed::seconds).reversed())
                .limit(SLOWEST)
                .forEach(t -> print("  %5.1f s  %s%n", t.seconds(), t.scenario()));
        assertThat(scenarios).isNotEmpty();
    }

    @Test
    void decidesAFastLeak() {
        List<Timed> decided = new ArrayList<>();
        for (String module : List.of("go/inventory", "go/storefront")) {
            try (Stream<DynamicTest> tests = ModuleBenchmarks.of(module)) {
                tests.filter(t -> FAST_LEAKS.contains(t.getDisplayName())).forEach(test -> {
                    timed(test); // builds
                    decided.add(timed(test));
                });
            }
        }
        print("a leak of one an operation, the package built:%n");
        decided.forEach(t -> print("  %5.2f s  %s%n", t.seconds(), t.scenario()));
        assertThat(decided).hasSameSizeAs(FAST_LEAKS);
    }

    private static Timed timed(DynamicTest test) {
        long started = System.nanoTime();
        try {
            test.getExecutable().execute();
        } catch (Throwable e) {
            throw new AssertionError(test.getDisplayName(), e);
        }
        return new Timed(test.getDisplayName(), (System.nanoTime() - started) / NANOS);
    }

    /** The sum of the pools' peaks: the heap was never fuller. */
    private static double mostHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(p -> p.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(u -> u.getUsed())
                        .sum()
                / MEGABYTE;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
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
