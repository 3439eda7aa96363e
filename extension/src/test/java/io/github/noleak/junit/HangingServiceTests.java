package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.LeakProbe;
import io.github.noleak.NoLeak;
import io.github.noleak.PprofEndpoint;
import io.github.noleak.go.build.Program;
import io.github.noleak.go.module.BuildSettings;
import io.github.noleak.go.module.GoToolchain;
import io.github.noleak.go.module.ModuleListing;
import io.github.noleak.go.process.Workplace;
import io.github.noleak.service.ServicePlan;
import io.github.noleak.service.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls through {@link java.net.HttpURLConnection}, which heeds no interrupt, and never comes back by itself. */
class HangingServiceTests {

    private static final String WEB = "src/test/go/web";

    private static final String ADDRESS = "hanging.service";

    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path reports;

    @Test
    void callThatHeedsNoInterruptIsAHangWithWhereBothSidesWait() {
        CALLS.set(0);
        GateRun run = GateRun.of(reports, StreamCase.class, "noleak.timeout", "3s");

        String message = run.gateFailure(
                "a",
                "HANG StreamCase.a: a call did not come back in 3.0 s (noleak.timeout), called in "
                        + "HangingServiceTests.read (HangingServiceTests.java:");
        assertThat(message)
                .contains("  The thread of the test:\n    at io.github.noleak.junit.HangingServiceTests.read(")
                .contains("HangingServiceTests$StreamCase.a(HangingServiceTests.java:")
                .contains("    in java.")
                .contains("  The goroutines of the service:\n    1 goroutine")
                .contains("    1 goroutine: select (no cases)")
                .contains("store.go:71")
                .contains("the service was ended, and the call threw java.net.");
        assertThat(run.scenario("a").getString("verdict")).isEqualTo("hang");
        run.passes("bGetsAServiceThatIsStartedAnew");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class StreamCase {

        @NoLeak
        void a(GoServiceProcess web) throws Exception {
            read(web.uri(CALLS.incrementAndGet() < 130 ? "/closes" : "/hangs"));
        }

        @NoLeak(iterations = 10)
        void bGetsAServiceThatIsStartedAnew(GoServiceProcess web) throws Exception {
            read(web.uri("/closes"));
        }
    }

    @Test
    void loopOfAProbeThatHangsIsAHang() {
        CALLS.set(0);
        GateRun run = GateRun.of(reports, ProbeCase.class, "noleak.timeout", "3s");

        assertThat(run.gateFailure("asksEachTime", "HANG ProbeCase.asksEachTime: a call did not come back in 3.0 s"))
                .contains("store.go:71");
        assertThat(run.gateFailure("asksOnce", "HANG ProbeCase.asksOnce: a round of 50 calls did not come back in"))
                .contains("store.go:71");
    }

    @GoModule(WEB)
    @GoService(
            args = {"-addr", "127.0.0.1:${port}"},
            perTest = true)
    static class ProbeCase {

        private int calls;

        private URI next(GoServiceProcess web) {
            return web.uri(++calls < 130 ? "/closes" : "/hangs");
        }

        @NoLeak
        void asksEachTime(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                for (long i = 0; i < probe.iterations(); i++) {
                    read(next(web));
                }
            }
        }

        @NoLeak
        void asksOnce(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                long calls = probe.iterations();
                for (long i = 0; i < calls; i++) {
                    read(next(web));
                }
            }
        }
    }

    @Test
    void timeoutOfJUnitEndsACallThatHeedsNoInterrupt() {
        long began = System.nanoTime();
        GateRun run = GateRun.of(reports, TimeoutCase.class, "noleak.timeout", "30m");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(20));
        assertThat(run.failure("hangs")).isInstanceOf(TimeoutException.class);
        assertThat(run.failure("hangs").getSuppressed()[0])
                .hasMessageStartingWith("HANG TimeoutCase.hangs: ")
                .hasMessageContaining("did not come back when the test was interrupted");
        assertThat(run.scenario("hangs").getString("verdict")).isEqualTo("hang");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class TimeoutCase {

        @NoLeak
        @Timeout(value = 2, unit = TimeUnit.SECONDS)
        void hangs(GoServiceProcess web) throws Exception {
            read(web.uri("/hangs"));
        }
    }

    @Test
    void callOfAServiceThatIsNotOursIsLeftBehind() {
        try (Workplace workplace = Workplace.open();
                ServiceProcess service = open(workplace)) {
            System.setProperty(ADDRESS, "127.0.0.1:" + service.ports().get(""));
            GateRun run = GateRun.beside(reports, EndpointCase.class, "noleak.timeout", "3s");

            assertThat(run.gateFailure("hangs", "HANG EndpointCase.hangs: a call did not come back in 3.0 s"))
                    .contains("the thread was left behind. Set a read timeout")
                    .contains("1 goroutine: select (no cases)");
            assertThat(service.isAlive()).isTrue();
        } finally {
            System.clearProperty(ADDRESS);
        }
    }

    private static ServiceProcess open(Workplace workplace) {
        BuildSettings settings = new BuildSettings(
                GoToolchain.find(null, System.getenv()), Path.of(WEB).toAbsolutePath(), List.of(), Map.of(), List.of());
        Program program = Program.build(workplace, ModuleListing.of(workplace, settings), "./cmd/open", List.of());
        String address = "127.0.0.1:${port}";
        return ServiceProcess.start(
                workplace,
                program,
                new ServicePlan(
                        "open",
                        List.of(address),
                        Map.of(),
                        "http://" + address + "/closes",
                        Duration.ofMinutes(2),
                        "http://" + address + "/debug/pprof/"));
    }

    @GoModule(WEB)
    @PprofEndpoint("http://${" + ADDRESS + "}/debug/pprof/")
    static class EndpointCase {

        private int calls;

        @NoLeak
        void hangs() throws Exception {
            String path = ++calls < 130 ? "/closes" : "/hangs";
            read(URI.create("http://" + System.getProperty(ADDRESS) + path));
        }
    }

    private static void read(URI address) throws IOException {
        try (InputStream answer = address.toURL().openStream()) {
            answer.readAllBytes();
        }
    }
}
