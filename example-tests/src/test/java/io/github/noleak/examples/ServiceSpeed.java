package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.NANOS;
import static io.github.noleak.examples.Figures.mostHeap;
import static io.github.noleak.examples.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.NoLeak;
import io.github.noleak.go.build.Program;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.service.PprofSource;
import io.github.noleak.service.ServiceFindings;
import io.github.noleak.service.ServicePlan;
import io.github.noleak.service.ServiceProcess;
import io.github.noleak.service.Settling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Times what a sample costs a service with many goroutines, and what the gate adds to the calls of a clean workload. It
 * prints figures and judges none.
 */
class ServiceSpeed {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Path CROWD = Path.of("go/crowd");
    private static final int SAMPLES = 20;
    private static final Settling QUICK = new Settling(Duration.ofMillis(20), Duration.ofMillis(500), false);

    @Test
    void aSample() {
        sample(10_000, 16); // 20 MB with what goroutines take
        sample(100_000, 16);
    }

    private static void sample(int goroutines, int megabytes) {
        try (Workplace workplace = Workplace.open()) {
            BuildSettings settings = new BuildSettings(
                    GoToolchain.find(null, System.getenv()), CROWD.toAbsolutePath(), List.of(), Map.of(), List.of());
            Program program = Program.build(workplace, ModuleListing.of(workplace, settings), ".", List.of());
            ServicePlan plan = new ServicePlan(
                    "crowd",
                    List.of("-addr", "127.0.0.1:${port}", "-goroutines=" + goroutines, "-heap=" + megabytes),
                    Map.of(),
                    "/",
                    Duration.ofMinutes(1),
                    "");
            try (ServiceProcess process = ServiceProcess.start(workplace, program, plan);
                    PprofSource source = PprofSource.of(workplace, process)) {
                ServiceFindings first = source.sample(QUICK);
                assertThat(first.goroutines().stream().mapToInt(g -> g.count()).sum())
                        .isGreaterThan(goroutines);
                print(
                        "%,d goroutines in %d groups, %d MB%n",
                        goroutines, first.goroutines().size(), first.heapBytes() >> 20);
                timed("a sample, the goroutines as many as before", process, () -> source.sample(QUICK));
                timed("the stacks of all goroutines", process, () -> source.goroutines(MINUTE));
            }
        }
        print("heap of this JVM, most used: %.0f MB%n", mostHeap());
    }

    private static void timed(String what, ServiceProcess process, Runnable asked) {
        long cpu = cpu(process);
        long started = System.nanoTime();
        for (int i = 0; i < SAMPLES; i++) {
            asked.run();
        }
        print(
                "%s: %.0f ms of the service's CPU, %.0f ms in all%n",
                what, (cpu(process) - cpu) / 1e6 / SAMPLES, (System.nanoTime() - started) / 1e6 / SAMPLES);
    }

    private static long cpu(ServiceProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(p -> p.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toNanos();
    }

    @Test
    void aCleanWorkload() {
        long started = System.nanoTime();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(CrowdCase.class))
                .execute()
                .testEvents()
                .assertStatistics(s -> s.succeeded(2));
        print(
                "two clean workloads: %.2f s in all, of that %.2f s in calls%n",
                (System.nanoTime() - started) / NANOS, CrowdCase.IN_CALLS.get() / NANOS);
    }

    /** How many calls several callers make in the same time as one, of a service that waits 5 ms in each. */
    @Test
    void severalCallers() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(CallersCase.class))
                .execute()
                .testEvents()
                .assertStatistics(s -> s.succeeded(2));
        print(
                "calls in a soak of 10 s: %,d by one caller, %,d by eight%n",
                CallersCase.BY_ONE.get(), CallersCase.BY_EIGHT.get());
        print("heap of this JVM, most used: %.0f MB%n", mostHeap());
    }

    @GoModule("go/crowd")
    @GoService(
            args = {"-addr", "127.0.0.1:${port}", "-goroutines=100", "-heap=5"},
            ready = "/")
    static class CallersCase {

        static final AtomicLong BY_ONE = new AtomicLong();
        static final AtomicLong BY_EIGHT = new AtomicLong();

        @NoLeak(soak = "10s")
        void one(GoServiceProcess crowd) throws Exception {
            ShopClient.get(crowd.uri("/waits"), 200);
            BY_ONE.incrementAndGet();
        }

        @NoLeak(soak = "10s", callers = 8)
        void eight(GoServiceProcess crowd) throws Exception {
            ShopClient.get(crowd.uri("/waits"), 200);
            BY_EIGHT.incrementAndGet();
        }
    }

    @GoModule("go/crowd")
    @GoService(
            args = {"-addr", "127.0.0.1:${port}", "-goroutines=100", "-heap=5"},
            ready = "/")
    static class CrowdCase {

        static final AtomicLong IN_CALLS = new AtomicLong();

        /** Starts the service, so that the build is not counted below. */
        @Test
        void starts(GoServiceProcess crowd) {
            assertThat(crowd.output()).isEmpty();
        }

        @NoLeak
        void call(GoServiceProcess crowd) throws Exception {
            long began = System.nanoTime();
            ShopClient.get(crowd.uri("/"), 200);
            IN_CALLS.addAndGet(System.nanoTime() - began);
        }
    }
}
