package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.gate;
import static io.github.noleak.examples.Figures.print;
import static io.github.noleak.examples.Figures.timed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.examples.Figures.Timed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Times the gate over a module's benchmarks beside Go's own way to run them, run by the Maven profile {@code
 * benchmark}. It prints figures and judges none: machines differ.
 */
class GateSpeed {

    private static final int TIMES = 3;

    /** The benchmarks of a shop; of another module where {@code noleak.module} names one. */
    @GoModule("go/storefront")
    @GoBenchmarks
    static class Storefront {}

    /** A goroutine an operation. */
    @GoModule("go/inventory")
    @GoBenchmarks(packages = "./worker", include = "BenchmarkStartLeaking")
    static class FastGoroutine {}

    /** A goroutine an operation that allocates much besides. */
    @GoModule("go/storefront")
    @GoBenchmarks(packages = "./events", include = "BenchmarkSend")
    static class SlowGoroutine {}

    /** A goroutine an operation that may yet end by itself, and is waited for. */
    @GoModule("go/inventory")
    @GoBenchmarks(packages = "./heartbeat", include = "BenchmarkStartLeaking")
    static class TickingGoroutine {}

    /** An object an operation. */
    @GoModule("go/storefront")
    @GoBenchmarks(packages = "./pricing", include = "BenchmarkWatch")
    static class FastObject {}

    @Test
    void storefrontBesideGoTest() throws Exception {
        String module = System.getProperty("noleak.module", "go/storefront");
        BesideGoTest.compare(Storefront.class, module, "./...");
    }

    @Test
    void leakOfOneAnOperation() {
        print("a leak of one in each operation, the package built:%n");
        for (Class<?> suite :
                List.of(FastGoroutine.class, SlowGoroutine.class, TickingGoroutine.class, FastObject.class)) {
            for (int i = 0; i < TIMES; i++) {
                List<Timed> decided = timed(gate(suite, Map.of()));
                decided.forEach(t -> print("  %5.2f s  %s%n", t.seconds(), t.scenario()));
                assertThat(decided).isNotEmpty();
            }
        }
    }
}
