package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.LeakProbe;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import io.github.noleak.go.GoException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a method with {@code @NoLeak} that calls a service has around it in Jupiter. */
class ServiceMethodTests {

    private static final String WEB = "src/test/go/web";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<LeakReport> AFTER = new CopyOnWriteArrayList<>();
    private static final List<Long> ROUNDS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path reports;

    @Test
    void eachInvocationIsGatedForItsOwnArguments() {
        GateRun run = GateRun.of(reports, InvocationsCase.class, "noleak.service.budget", "4s");

        run.passes("parameterized[1]");
        run.gateFailure("parameterized[2]", "LEAK InvocationsCase.parameterized[2]: ");
        run.passes("repeated[1]");
        run.passes("repeated[2]");
        assertThat(run.verdicts())
                .isEqualTo(Map.of(
                        "InvocationsCase.parameterized[1]", "clean",
                        "InvocationsCase.parameterized[2]", "leak",
                        "InvocationsCase.repeated[1]", "clean",
                        "InvocationsCase.repeated[2]", "clean"));
        assertThat(run.skips().values()).hasSize(2).allMatch(why -> why.contains("is a test of its own"));
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class InvocationsCase {

        @NoLeak(iterations = 20)
        @ParameterizedTest
        @ValueSource(strings = {"/closes", "/waits"})
        void parameterized(String path, GoServiceProcess web) throws Exception {
            get(web.uri(path));
        }

        @NoLeak(iterations = 20)
        @RepeatedTest(2)
        void repeated(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }
    }

    @Test
    void methodThatNeverCallsTheServiceFails() {
        GateRun run = GateRun.of(reports, UncalledCase.class);

        assertThat(run.gateFailure("empty", "ERROR UncalledCase.empty: 0 requests: in a round of "))
                .contains("Expected: a method that calls the service");
        run.gateFailure("probesNothing", "ERROR UncalledCase.probesNothing: 0 requests: in a round of ");
        run.passes("calls");
        assertThat(run.scenario("empty").getString("verdict")).isEqualTo("error");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class UncalledCase {

        @NoLeak
        void empty(GoServiceProcess web) {}

        @NoLeak
        void probesNothing(GoServiceProcess web, LeakProbe probe) {
            int rounds = 0;
            while (probe.nextRound()) {
                rounds++;
            }
            assertThat(rounds).isPositive();
        }

        @NoLeak(iterations = 10)
        void calls(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }
    }

    @Test
    void methodThatNeverCallsAServiceWithProfilesOfItsOwnFails() {
        GateRun run = GateRun.of(reports, OpenCase.class, "noleak.service.budget", "4s");

        run.gateFailure("empty", "ERROR OpenCase.empty: 0 requests: in a round of ");
        run.passes("calls");
    }

    @GoModule(WEB)
    @GoService(
            main = "./cmd/open",
            args = "127.0.0.1:${port}",
            ready = "/closes",
            pprof = "http://127.0.0.1:${port}/debug/pprof/")
    static class OpenCase {

        @NoLeak
        void empty(GoServiceProcess web) {}

        @NoLeak
        void calls(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }
    }

    @Test
    void amountsAreHeldAgainstTheCallsThatTheServiceSawOfAProbe() {
        GateRun run = GateRun.of(reports, ProbedCase.class, "noleak.service.budget", "8s");

        for (String leak : List.of("byTime", "inRoundsOfAnotherSize", "twiceAsMany")) {
            assertThat(run.gateFailure(leak, "LEAK ProbedCase." + leak + ": "))
                    .containsPattern("goroutines +\\+1 per operation");
        }
        run.passes("closesByTime");
    }

    @GoModule(WEB)
    @GoService(
            args = {"-addr", "127.0.0.1:${port}"},
            perTest = true)
    static class ProbedCase {

        @NoLeak
        void byTime(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                callFor(Duration.ofMillis(200), web.uri("/waits"));
            }
        }

        @NoLeak
        void closesByTime(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                callFor(Duration.ofMillis(200), web.uri("/closes"));
            }
        }

        @NoLeak
        void inRoundsOfAnotherSize(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                for (int i = 0; i < 37; i++) {
                    get(web.uri("/waits"));
                }
            }
        }

        @NoLeak
        void twiceAsMany(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                for (long i = 0; i < 2 * probe.iterations(); i++) {
                    get(web.uri("/waits"));
                }
            }
        }

        private static void callFor(Duration time, URI address) throws Exception {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                get(address);
            }
        }
    }

    @Test
    void probeOfWhichNothingCanBeCountedHasToAskHowManyCallsToMake() {
        GateRun run = GateRun.of(reports, UncountedCase.class, "noleak.service.budget", "2s");

        assertThat(run.gateFailure(
                        "never",
                        "ERROR UncountedCase.never: a round did not ask for probe.iterations(), and the calls"))
                .contains("i < probe.iterations()");
        run.passes("asks");
    }

    @GoModule(WEB)
    @GoService(
            main = "./cmd/open",
            args = "127.0.0.1:${port}",
            ready = "/closes",
            pprof = "http://127.0.0.1:${port}/debug/pprof/")
    static class UncountedCase {

        @NoLeak
        void never(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                for (int i = 0; i < 200; i++) {
                    get(web.uri("/closes"));
                }
            }
        }

        @NoLeak
        void asks(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                for (long i = 0; i < probe.iterations(); i++) {
                    get(web.uri("/closes"));
                }
            }
        }
    }

    @Test
    void passOfAServiceThatIsKnownBySamplesSaysWhatWasTooSmall() {
        GateRun run = GateRun.of(reports, SampledCase.class, "noleak.service.budget", "1s");

        run.passes("calls");
        assertThat(run.scenario("calls").getString("message").lines().findFirst())
                .get(STRING)
                .matches(
                        "CLEAN SampledCase\\.calls: nothing grows beyond its limit, up to [\\d,]+ operations; less than"
                                + " [\\d.]+ objects and [\\d,]+B an operation would not have been seen");
        assertThat(run.gateFailure("hasALimit", "INCONCLUSIVE SampledCase.hasALimit: the limit of 6 objects (@NoLeak"))
                .contains(" would not have been seen, up to ", "noleak.service.strict=false");
        GateRun lenient =
                GateRun.of(reports, SampledCase.class, "noleak.service.budget", "1s", "noleak.service.strict", "false");
        lenient.passes("hasALimit");
    }

    @GoModule(WEB)
    @GoService(
            main = "./cmd/open",
            args = "127.0.0.1:${port}",
            ready = "/closes",
            pprof = "http://127.0.0.1:${port}/debug/pprof/")
    static class SampledCase {

        @NoLeak(iterations = 20)
        void calls(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }

        @NoLeak(iterations = 20, retainedObjects = 6)
        void hasALimit(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }
    }

    @Test
    void serviceThatWouldNotShowALeakIsInconclusive() {
        GateRun run = GateRun.of(reports, RateCase.class, "noleak.service.budget", "4s");

        assertThat(run.gateFailure(
                        "changesTheRate",
                        "INCONCLUSIVE RateCase.changesTheRate: the code under test has changed runtime.MemProfileRate"
                                + " from 1 to 4096, so that its heap cannot be measured"))
                .contains("@GoService(pprof = ");
        assertThat(run.scenario("changesTheRate").getString("verdict")).isEqualTo("inconclusive");
    }

    @GoModule(WEB)
    @GoService(main = "./cmd/rate", args = "127.0.0.1:${port}")
    static class RateCase {
        @NoLeak
        void changesTheRate(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }
    }

    @Test
    void asManyCallsWarmUpAsAreAskedFor() {
        ROUNDS.clear();
        CALLS.set(0);
        GateRun run =
                GateRun.of(reports, WarmUpCase.class, "noleak.service.warm-up", "7", "noleak.service.budget", "2s");

        run.passes("probed");
        assertThat(ROUNDS).startsWith(4L, 3L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L);
        run.passes("connects");
        assertThat(run.failure("none"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "@NoLeak(warmUp = 0) on WarmUpCase.none is no valid value; expected: a whole number from 1");
        assertThat(run.failure("benchmark"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("@NoLeak(warmUp = …) on WarmUpCase.benchmark names a benchmark");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class WarmUpCase {

        @NoLeak(iterations = 20)
        void probed(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                ROUNDS.add(probe.iterations());
                for (long i = 0; i < probe.iterations(); i++) {
                    get(web.uri("/closes"));
                }
            }
        }

        /** Leaves a goroutine behind for each of the first calls, as a pool does. */
        @NoLeak(iterations = 20, warmUp = 120)
        void connects(GoServiceProcess web) throws Exception {
            get(web.uri(CALLS.incrementAndGet() <= 120 ? "/waits" : "/closes"));
        }

        @NoLeak(warmUp = 0)
        void none() {}

        @NoLeak(benchmark = "BenchmarkX", warmUp = 1)
        void benchmark() {}
    }

    @Test
    void reportIsNoParameterOfWhatCallsTheService() {
        AFTER.clear();
        GateRun run = GateRun.of(reports, ReportCase.class, "noleak.service.budget", "4s");

        assertThat(run.failure("takesIt"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("@NoLeak on ReportCase.takesIt takes a LeakReport, but is what the service is"
                        + " called by, so that there is none yet; expected: no LeakReport\n");
        assertThat(run.scenario("takesIt").getString("verdict")).isEqualTo("error");
        run.passes("calls");
        assertThat(AFTER).extracting(LeakReport::scenario).containsExactly("Afterwards.calls");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class ReportCase {

        @NoLeak
        void takesIt(GoServiceProcess web, LeakReport report) throws Exception {
            get(web.uri("/closes"));
        }

        @Nested
        class Afterwards {

            @AfterEach
            void look(LeakReport report) {
                AFTER.add(report);
            }

            @NoLeak(iterations = 20)
            void calls(GoServiceProcess web) throws Exception {
                get(web.uri("/closes"));
            }
        }
    }

    @Test
    void serviceThatCannotStartForWhatIsPreparedIsToldAlone() {
        GateRun run = GateRun.of(reports, NeverReadyCase.class);

        run.gateFailure("gated", "ERROR NeverReadyCase.gated: The Go service example.com/web was not ready");
        assertThat(run.failure("ordinary"))
                .isInstanceOf(GoException.class)
                .hasMessageStartingWith("The Go service example.com/web was not ready")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
        assertThat(run.verdicts()).isEqualTo(Map.of("NeverReadyCase.gated", "error"));
    }

    @GoModule(WEB)
    @GoService(
            args = {"-addr", "127.0.0.1:${port}"},
            ready = "/nowhere",
            startTimeout = "500ms")
    static class NeverReadyCase {

        @BeforeEach
        void prepare(GoServiceProcess web) {
            throw new AssertionError("is not called with " + web);
        }

        @NoLeak
        void gated() {}

        @Test
        void ordinary() {}
    }

    @Test
    void programThatIsNotThereFailsWhereVerdictsDoNot() {
        GateRun run = GateRun.of(reports, NoProgramCase.class, "noleak.mode", "report");

        assertThat(run.gateFailure("gated", "ERROR NoProgramCase.gated: No Go program \"./cmd/opne\""))
                .contains("./cmd/open");
    }

    @GoModule(WEB)
    @GoService(main = "./cmd/opne")
    static class NoProgramCase {
        @NoLeak
        void gated() {}
    }

    private static void get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(address::toString).isEqualTo(200);
    }
}
