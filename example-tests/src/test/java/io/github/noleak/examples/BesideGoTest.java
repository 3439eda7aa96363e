package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.MEGABYTE;
import static io.github.noleak.examples.Figures.NANOS;
import static io.github.noleak.examples.Figures.gate;
import static io.github.noleak.examples.Figures.mostHeap;
import static io.github.noleak.examples.Figures.print;
import static io.github.noleak.examples.Figures.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.management.OperatingSystemMXBean;
import io.github.noleak.examples.Figures.Timed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Runs the gate and then Go's own way over the same packages, and prints what both took. */
final class BesideGoTest {

    private static final int SLOWEST = 8;

    private BesideGoTest() {}

    static void compare(Class<?> suite, String module, String... packages) throws Exception {
        compare(selectClass(suite), suite.getSimpleName(), module, packages);
    }

    static void compare(DiscoverySelector selected, String name, String module, String... packages) throws Exception {
        goTest(module, "^$", packages); // fills the build cache for both
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long started = System.nanoTime();
        EngineExecutionResults results = gate(selected, Map.of("noleak.module", module));
        double gate = (System.nanoTime() - started) / NANOS;
        double own = (system.getProcessCpuTime() - cpu) / NANOS;
        double goTest = goTest(module, ".", packages);
        List<Timed> scenarios = timed(results);
        print("%s%n", name);
        print("gate: %d scenarios in %.1f s%n", scenarios.size(), gate);
        print("own CPU: %.1f s (%.0f %% of the gate's wall time)%n", own, 100 * own / gate);
        print(
                "heap, most used: %.0f MB of %.0f%n",
                mostHeap(), Runtime.getRuntime().maxMemory() / MEGABYTE);
        print("go test -run '^$' -bench . -benchmem -count=2 %s: %.1f s%n", String.join(" ", packages), goTest);
        print("ratio: %.2f%n", gate / goTest);
        print("the slowest:%n");
        scenarios.stream()
                .sorted(Comparator.comparingDouble(Timed::seconds).reversed())
                .limit(SLOWEST)
                .forEach(t -> print("  %5.1f s  %s%n", t.seconds(), t.scenario()));
        assertThat(scenarios).isNotEmpty();
    }

    private static double goTest(String module, String pattern, String... packages)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("go", "test", "-run", "^$", "-bench", pattern, "-benchmem", "-count=2", "-timeout=0"));
        command.addAll(Arrays.asList(packages));
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(Path.of(module).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return (System.nanoTime() - started) / NANOS;
    }
}
