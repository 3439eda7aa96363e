package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.MEGABYTE;
import static io.github.noleak.examples.Figures.NANOS;
import static io.github.noleak.examples.Figures.gate;
import static io.github.noleak.examples.Figures.mostHeap;
import static io.github.noleak.examples.Figures.print;
import static io.github.noleak.examples.Figures.timed;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.examples.Figures.Timed;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/**
 * Times the gate over a module's benchmarks beside Go's own way to run them, run by the Maven profile {@code
 * benchmark}. It prints figures and judges none: machines differ.
 */
class GateSpeed {

    private static final int SLOWEST = 8;

    /** The benchmarks of a shop; of another module where {@code noleak.module} names one. */
    @GoModule("go/storefront")
    @GoBenchmarks
    static class Storefront {}

    /** Benchmarks that were written without a thought of this gate: the module is Go's own library. */
    @GoModule("the directory is set where it is run")
    @GoBenchmarks(packages = {"./encoding/json", "./bytes", "./strings", "./sort", "./net/http"})
    static class StandardLibrary {}

    /** A goroutine an operation. */
    @GoModule("go/inventory")
    @GoBenchmarks(packages = "./worker", include = "BenchmarkStartLeaking")
    static class FastGoroutine {}

    /** An object an operation. */
    @GoModule("go/storefront")
    @GoBenchmarks(packages = "./pricing", include = "BenchmarkWatch")
    static class FastObject {}

    @Test
    void storefrontBesideGoTest() throws Exception {
        String module = System.getProperty("noleak.module", "go/storefront");
        compare(Storefront.class, module, "./...");
    }

    @Test
    void standardLibraryBesideGoTest() throws Exception {
        compare(
                StandardLibrary.class,
                goRoot().resolve("src").toString(),
                "encoding/json",
                "bytes",
                "strings",
                "sort",
                "net/http");
    }

    @Test
    void leakOfOneAnOperation() {
        print("a leak of one in each operation, the package built:%n");
        for (Class<?> suite : List.of(FastGoroutine.class, FastObject.class)) {
            List<Timed> decided = timed(gate(suite, Map.of()));
            decided.forEach(t -> print("  %5.2f s  %s%n", t.seconds(), t.scenario()));
            assertThat(decided).isNotEmpty();
        }
    }

    private static void compare(Class<?> suite, String module, String... packages) throws Exception {
        goTest(module, "^$", packages); // fills the build cache for both
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long started = System.nanoTime();
        EngineExecutionResults results = gate(suite, Map.of("noleak.module", module));
        double gate = (System.nanoTime() - started) / NANOS;
        double own = (system.getProcessCpuTime() - cpu) / NANOS;
        double goTest = goTest(module, ".", packages);
        List<Timed> scenarios = timed(results);
        print("%s%n", suite.getSimpleName());
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

    private static Path goRoot() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("go", "env", "GOROOT").start();
        String directory = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Path.of(directory.strip());
    }
}
