package io.github.noleak.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.grack.nanojson.JsonObject;
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
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import io.github.noleak.pprof.TopOptions;
import io.github.noleak.pprof.TopReport;
import io.github.noleak.service.ServicePlan;
import io.github.noleak.service.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@Tag("go-alone")
class ServiceWorkloadTests {

    private static final String WEB = "src/test/go/web";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final AtomicInteger BEFORE = new AtomicInteger();
    private static final AtomicInteger AFTER = new AtomicInteger();
    private static final List<Long> ROUNDS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger INSIDE = new AtomicInteger();
    private static final AtomicInteger MOST_INSIDE = new AtomicInteger();
    private static volatile Runnable restart = () -> {};
    private static final AtomicInteger SLOW = new AtomicInteger();
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    @TempDir
    Path reports;

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfOneService {

        private GateRun run;

        @BeforeAll
        void gate(@TempDir Path directory) {
            BEFORE.set(0);
            AFTER.set(0);
            ROUNDS.clear();
            run = GateRun.of(directory, WebCase.class, "noleak.service.budget", "4s");
        }

        @Test
        void goroutineThatEachCallLeavesIsALeak() {
            assertThat(run.gateFailure("waits", "LEAK WebCase.waits: "))
                    .contains("goroutines (limit 0)")
                    .contains("closure in (*Store).Wait (store.go:27)")
                    .contains("waiting: chan receive");
        }

        @Test
        void reportHasTheScenarioOfTheMethod() {
            JsonObject scenario = run.scenario("waits");
            assertThat(scenario.getString("id")).isEqualTo("WebCase.waits");
            assertThat(scenario.getString("package")).isEqualTo("example.com/web");
            assertThat(scenario.getString("verdict")).isEqualTo("leak");
            assertThat(scenario.getArray("iterations")).hasSize(3);
            assertThat(scenario.getArray("leaks").getObject(0).getString("kind"))
                    .isEqualTo("goroutine");
        }

        @Test
        void twinThatLetsItsGoroutineEndIsClean() {
            run.passes("closes");
        }

        @Test
        void openFileIsALeakWithTheLineThatOpensIt() {
            assertThat(run.gateFailure("opens", "LEAK WebCase.opens: "))
                    .contains("open files (limit 0)")
                    .contains("store.go:57");
        }

        @Test
        void whatIsBelowItsLimitPasses() {
            run.passes("mayWait");
        }

        @Test
        void methodsBeforeAndAfterRunOnceATest() {
            assertThat(BEFORE).hasValue(run.ends().size() - 1); // all but the one that is exempt
            assertThat(AFTER).hasValue(BEFORE.get());
        }

        @Test
        void exceptionOfTheWorkloadFailsTheTestAsItself() {
            assertThat(run.failure("throwsLate"))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("sold out");
            assertThat(run.scenario("throwsLate").getString("verdict")).isEqualTo("error");
            assertThat(run.scenario("throwsLate").getString("message")).contains("sold out");
        }

        @Test
        void assumptionOfTheWorkloadSkipsTheTest() {
            assertThat(run.aborted("assumes")).contains("only on Mondays");
            assertThat(run.scenario("assumes").getString("verdict")).isEqualTo("skipped");
        }

        @Test
        void exemptWorkloadIsNotCalled() {
            assertThat(run.aborted("exempt")).contains("calls a bank");
        }

        @Test
        void probeMarksItsRounds() {
            run.passes("probed");
            assertThat(ROUNDS)
                    .hasSizeGreaterThanOrEqualTo(10)
                    .startsWith(25L, 25L, 25L, 25L, 25L, 25L, 25L, 25L, 25L, 25L);
        }

        @Test
        void probeThatIsLeftEarlyIsAnError() {
            assertThat(run.gateFailure("probedOnce", "ERROR WebCase.probedOnce: the workload ended before"))
                    .contains("while (probe.nextRound())");
        }

        @Test
        void ordinaryTestHasTheSameService() {
            run.passes("ordinary");
        }
    }

    @Test
    void runtimeSaysWhichGoroutinesNothingCanWakeWhereItCan() {
        GateRun run = GateRun.of(reports, ProvingCase.class, "noleak.service.budget", "4s");
        String version = run.report().getString("go");
        assumeThat(version).as("the proof is an experiment of this version").startsWith("go1.26");

        assertThat(run.gateFailure("forgets", "LEAK ProvingCase.forgets: "))
                .contains("  blocked: chan receive\n", "  proven by the runtime: blocked on what nothing can reach\n");
        assertThat(run.gateFailure("waits", "LEAK ProvingCase.waits: "))
                .contains("  blocked: chan receive\n", "  reachable: blocked on a global or a live value\n");
    }

    @GoModule(value = WEB, env = "GOEXPERIMENT=goroutineleakprofile")
    @GoService(
            args = {"-addr", "127.0.0.1:${port}"},
            ready = "/ready")
    static class ProvingCase {

        @NoLeak
        void forgets(GoServiceProcess web) throws Exception {
            get(web.uri("/forgets"));
        }

        @NoLeak
        void waits(GoServiceProcess web) throws Exception {
            get(web.uri("/waits"));
        }
    }

    @GoModule(WEB)
    @GoService(
            args = {"-addr", "127.0.0.1:${port}"},
            env = "WEB_NAME=Rome",
            ready = "/ready")
    static class WebCase {

        private int calls;

        @BeforeEach
        void before(GoServiceProcess web) {
            assertThat(web.output()).contains("listening in Rome");
            BEFORE.incrementAndGet();
        }

        @AfterEach
        void after() {
            AFTER.incrementAndGet();
        }

        @NoLeak
        void waits(GoServiceProcess web) throws Exception {
            get(web.uri("/waits"));
        }

        @NoLeak
        void closes(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }

        @NoLeak
        void opens(GoServiceProcess web) throws Exception {
            get(web.uri("/opens"));
        }

        @NoLeak(goroutines = 1_000_000, retainedObjects = 10_000_000, retainedBytes = "1GB", iterations = 20)
        void mayWait(GoServiceProcess web) throws Exception {
            get(web.uri("/waits"));
        }

        @NoLeak
        void throwsLate() {
            if (++calls > 150) {
                throw new IllegalStateException("sold out");
            }
        }

        @NoLeak
        void assumes() {
            Assumptions.abort("only on Mondays");
        }

        @NoLeak(skip = "calls a bank")
        void exempt() {
            throw new AssertionError("is not called");
        }

        @NoLeak(iterations = 50)
        void probed(GoServiceProcess web, LeakProbe probe) throws Exception {
            while (probe.nextRound()) {
                ROUNDS.add(probe.iterations());
                for (long i = 0; i < probe.iterations(); i++) {
                    get(web.uri("/closes"));
                }
            }
        }

        @NoLeak
        void probedOnce(LeakProbe probe) {
            assertThat(probe.nextRound()).isTrue();
        }

        @Test
        void ordinary(GoServiceProcess web) throws Exception {
            get(web.uri("/ready"));
            try (InputStream heap = web.pprof().resolve("heap?debug=1").toURL().openStream()) {
                assertThat(new String(heap.readAllBytes(), UTF_8)).contains("# HeapObjects = ");
            }
        }
    }

    @Test
    void objectThatEachCallKeepsIsALeakAndAFullCacheIsNone() throws IOException {
        GateRun run = GateRun.of(reports, HeapCase.class, "noleak.service.budget", "5s");

        String message = run.gateFailure("keeps", "LEAK HeapCase.keeps: ");
        assertThat(message)
                .contains("(*Store).Keep (store.go:41)")
                .contains("  the compiler: ")
                .contains("make([]byte, 2048) escapes to heap: ");
        Matcher command =
                Pattern.compile("go tool pprof -top -cum -base=(\\S+) (\\S+)").matcher(message);
        assertThat(command.find()).as(message).isTrue();
        Profile before = ProfileReader.read(() -> Files.newInputStream(Path.of(command.group(1))));
        Profile after = ProfileReader.read(() -> Files.newInputStream(Path.of(command.group(2))));
        assertThat(TopReport.of(after.minus(before), TopOptions.defaults()).text())
                .contains("example.com/web/store.(*Store).Keep");
        run.passes("caches");
    }

    @Test
    void whatGrowsWithTheTimeInWhichItIsCalledIsNoLeak() {
        GateRun run = GateRun.of(reports, CountingCase.class, "noleak.service.budget", "12s");

        run.passes("counts");
        assertThat(run.scenario("counts").getString("message"))
                .contains(
                        "Note: This grows with time, and not with the calls: example.com/web/store.(*Window).Add (window.go:");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class CountingCase {
        @NoLeak
        void counts(GoServiceProcess web) throws Exception {
            get(web.uri("/counts"));
            Thread.sleep(2);
        }
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class HeapCase {

        @NoLeak
        void keeps(GoServiceProcess web) throws Exception {
            get(web.uri("/keeps"));
        }

        @NoLeak
        void caches(GoServiceProcess web) throws Exception {
            get(web.uri("/caches"));
        }
    }

    @Test
    void serviceThatEndsIsToldWithItsLastWords() {
        GateRun run = GateRun.of(reports, EndingCase.class);

        assertThat(run.gateFailure(
                        "ends", "ERROR EndingCase.ends: The Go service ended while it was called: exit code 7"))
                .contains("| the disk is full");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class EndingCase {
        @NoLeak
        void ends(GoServiceProcess web) throws Exception {
            get(web.uri("/ends"));
        }
    }

    @Test
    void callThatDoesNotComeBackIsAHangAndShowsWhereTheServiceStands() {
        GateRun run = GateRun.of(reports, HangingCase.class, "noleak.timeout", "2s");

        assertThat(run.gateFailure(
                        "hangs", "HANG HangingCase.hangs: a call did not come back in 2.0 s (noleak.timeout)"))
                .contains("select (no cases)")
                .contains("store.go:71")
                .contains("InterruptedException");
        run.passes("after");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class HangingCase {

        @NoLeak
        void hangs(GoServiceProcess web) throws Exception {
            get(web.uri("/hangs")); // for ever
        }

        @Test
        void after(GoServiceProcess web) throws Exception {
            get(web.uri("/ready"));
        }
    }

    @Test
    void oneWorkloadAtATimeCallsAService() {
        MOST_INSIDE.set(0);
        GateRun run = GateRun.of(
                reports,
                ParallelCase.class,
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent",
                "junit.jupiter.execution.parallel.config.strategy",
                "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                "2",
                "noleak.service.budget",
                "1s");

        run.passes("one");
        run.passes("another");
        assertThat(MOST_INSIDE).hasValue(1);
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class ParallelCase {

        @NoLeak
        void one(GoServiceProcess web) throws Exception {
            inside(web);
        }

        @NoLeak
        void another(GoServiceProcess web) throws Exception {
            inside(web);
        }

        private static void inside(GoServiceProcess web) throws Exception {
            MOST_INSIDE.accumulateAndGet(INSIDE.incrementAndGet(), Math::max);
            get(web.uri("/closes"));
            INSIDE.decrementAndGet();
        }
    }

    @Test
    void roundsOfSlowCallsAreShort() {
        SLOW.set(0);
        GateRun run = GateRun.of(reports, SlowCase.class, "noleak.service.budget", "600ms");

        run.passes("slow");
        assertThat(run.scenario("slow").getArray("iterations").getInt(0)).isBetween(2, 20);
        assertThat(SLOW.get()).isLessThan(10 * 10);
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class SlowCase {
        @NoLeak
        void slow(GoServiceProcess web) throws Exception {
            SLOW.incrementAndGet();
            get(web.uri("/closes"));
            Thread.sleep(10);
        }
    }

    @Test
    void classInAnotherHasTheServiceThatItNames() {
        PORTS.clear();
        GateRun run = GateRun.of(reports, OuterCase.class);

        run.passes("outer");
        run.passes("sameAsOuter");
        run.passes("another");
        assertThat(PORTS).hasSize(2);
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class OuterCase {

        @Test
        void outer(GoServiceProcess web) {
            PORTS.add(web.port(""));
        }

        @Nested
        class Inner {
            @Test
            void sameAsOuter(GoServiceProcess web) {
                PORTS.add(web.port(""));
            }
        }

        @Nested
        @GoService(args = {"-addr", "127.0.0.1:${port:other}"})
        class Other {
            @Test
            void another(GoServiceProcess web) {
                PORTS.add(web.port("other"));
            }
        }
    }

    @Test
    void messageOfAMistakenHeaderHasNoSecret() {
        System.setProperty("web.test.token", "s3cret");
        try {
            assertThat(GateRun.of(reports, NoNameCase.class).failure("called"))
                    .hasMessageContaining("${web.test.token}")
                    .hasMessageNotContaining("s3cret");
        } finally {
            System.clearProperty("web.test.token");
        }
    }

    @PprofEndpoint(value = "127.0.0.1:1", headers = "${web.test.token}")
    static class NoNameCase {
        @NoLeak
        void called() {}
    }

    @Test
    void serviceThatIsNeverReadyIsAnErrorOfItsScenario() {
        GateRun run = GateRun.of(reports, NeverReadyCase.class);

        assertThat(run.gateFailure(
                        "called",
                        "ERROR NeverReadyCase.called: The Go service example.com/web was not ready after 1.0 s"))
                .contains("answered 404")
                .contains("startTimeout");
        assertThat(run.scenario("called").getString("verdict")).isEqualTo("error");
    }

    @Test
    void serviceThatIsNeverReadyForAConstructorIsAnErrorOfItsClass() {
        GateRun run = GateRun.of(reports, NeverConstructedCase.class);

        assertThat(run.failure("called"))
                .hasStackTraceContaining("ERROR NeverConstructedCase: The Go service example.com/web was not ready");
        assertThat(run.verdicts()).containsExactly(Map.entry("NeverConstructedCase", "error"));
    }

    @GoModule(WEB)
    @GoService(
            args = {"-addr", "127.0.0.1:${port}"},
            ready = "/nowhere",
            startTimeout = "1s")
    static class NeverConstructedCase {
        NeverConstructedCase(GoServiceProcess service) {
            assertThat(service).isNotNull();
        }

        @NoLeak
        void called() {}
    }

    @Test
    void reportModeFailsNothingWhereNothingCanBeCalled() {
        GateRun run = GateRun.of(reports, NeverReadyCase.class, "noleak.mode", "report");

        assertThat(run.aborted("called")).contains("was not ready");
    }

    @GoModule(WEB)
    @GoService(
            args = {"-addr", "127.0.0.1:${port}"},
            ready = "/nowhere",
            startTimeout = "1s")
    static class NeverReadyCase {
        @NoLeak
        void called() {}
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAServiceThatRunsByItself {

        private final Workplace workplace = Workplace.open();
        private Program program;
        private ServiceProcess service;
        private int port;

        @BeforeAll
        void start() {
            BuildSettings settings = new BuildSettings(
                    GoToolchain.find(null, System.getenv()),
                    Path.of(WEB).toAbsolutePath(),
                    List.of(),
                    Map.of(),
                    List.of());
            program = Program.build(workplace, ModuleListing.of(workplace, settings), "./cmd/open", List.of());
            service = start("${port}");
            port = service.ports().get("");
            System.setProperty("web.test.service", "127.0.0.1:" + port);
        }

        private ServiceProcess start(String number) {
            return ServiceProcess.start(
                    workplace,
                    program,
                    new ServicePlan(
                            "open",
                            List.of("127.0.0.1:" + number),
                            Map.of(),
                            "http://127.0.0.1:" + number + "/closes",
                            Duration.ofMinutes(2),
                            "http://127.0.0.1:" + number + "/debug/pprof/"));
        }

        private void startAnew() {
            service.close();
            service = start(String.valueOf(port));
        }

        @AfterAll
        void stop() {
            System.clearProperty("web.test.service");
            service.close();
            workplace.close();
        }

        @Test
        void goroutinesAndLargeObjectsHaveTheirLines() {
            assertThat(failure(RunningCase.class, "waits"))
                    .startsWith("LEAK RunningCase.waits: ")
                    .contains("created by (*Store).Wait (store.go:27)");
            assertThat(failure(RunningCase.class, "loads"))
                    .startsWith("LEAK RunningCase.loads: ")
                    .contains("(*Store).Load (store.go:66)");
        }

        @Test
        void allReplicasCountTogether() {
            assertThat(failure(ReplicasCase.class, "waits")).contains("+2 per operation");
            // 512 kB, as far as samples tell
            assertThat(failure(ReplicasCase.class, "loads"))
                    .containsPattern("retained-bytes +\\+[3-6]\\d\\d(\\.\\d+)?kB per operation");
        }

        @Test
        void serviceThatIsStartedAnewBetweenSamplesIsAnErrorWithItsAddress() {
            restart = this::startAnew;
            assertThat(failure(RunningCase.class, "restarts"))
                    .startsWith("ERROR RunningCase.restarts: The service at http://127.0.0.1:" + port)
                    .contains("was started anew between two samples: its TotalAlloc fell from");
        }

        @Test
        void serviceThatIsStartedAnewIsNoticedWhereItHasAllocatedMoreThanBefore() {
            startAnew(); // what other tests have allocated is not known to it
            restart = () -> {
                startAnew();
                for (int i = 0; i < 400; i++) { // 100 MB, and some twenty collections
                    RunningCase.load();
                }
            };
            assertThat(failure(RunningCase.class, "restarts"))
                    .startsWith("ERROR RunningCase.restarts: The service at http://127.0.0.1:" + port)
                    .contains(
                            "was started anew between two samples: its PauseEnd does not have the garbage collection");
        }

        @Test
        void callThatKeepsNothingIsClean() {
            run(RunningCase.class, "closes").assertStatistics(s -> s.succeeded(1));
        }

        private String failure(Class<?> testCase, String method) {
            return run(testCase, method)
                    .failed()
                    .list()
                    .get(0)
                    .getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .orElseThrow()
                    .getMessage();
        }

        private Events run(Class<?> testCase, String method) {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectMethod(testCase, method))
                    .configurationParameter("noleak.report.dir", reports.toString())
                    .configurationParameter("noleak.service.budget", "6s")
                    .execute()
                    .testEvents();
        }
    }

    /** One service stands for two: what it keeps counts twice. */
    @PprofEndpoint({"${web.test.service}", "http://${web.test.service}/debug/pprof"})
    static class ReplicasCase {
        @NoLeak
        void waits() throws Exception {
            get(RunningCase.address("/waits"));
        }

        @NoLeak
        void loads() throws Exception {
            get(RunningCase.address("/loads"));
        }
    }

    @PprofEndpoint("http://${web.test.service}/debug/pprof/")
    static class RunningCase {

        private int calls;

        @NoLeak
        void waits() throws Exception {
            get(address("/waits"));
        }

        @NoLeak
        void restarts() throws Exception {
            get(address("/closes"));
            if (++calls == 120) {
                restart.run();
            }
        }

        @NoLeak
        void loads() throws Exception {
            get(address("/loads"));
        }

        @NoLeak
        void closes() throws Exception {
            get(address("/closes"));
        }

        private static void load() {
            try {
                get(address("/loads"));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private static URI address(String path) {
            return URI.create("http://" + System.getProperty("web.test.service") + path);
        }
    }

    @Test
    void eachTestHasAProcessOfItsOwnIfWanted() {
        PORTS.clear();
        GateRun run = GateRun.of(reports, PerTestCase.class);

        run.passes("first");
        run.passes("second");
        assertThat(PORTS).hasSize(2);
    }

    @GoModule(WEB)
    @GoService(
            args = {"-addr", "127.0.0.1:${port:web}"},
            ready = "tcp:web",
            perTest = true)
    static class PerTestCase {
        @Test
        void first(GoServiceProcess web) {
            PORTS.add(web.port("web"));
        }

        @Test
        void second(GoServiceProcess web) {
            PORTS.add(web.port("web"));
        }
    }

    @Test
    void limitsOfAFileHoldForAMethod() {
        GateRun run = GateRun.of(reports, HeapCase.class, "noleak.config", "src/test/resources/services.yml");

        assertThat(run.aborted("keeps")).contains("keeps by design");
    }

    @Test
    void mistakesInAnnotationsAreToldWithWhatIsExpected() {
        assertThat(GateRun.of(reports, NoModuleCase.class).failure("called"))
                .hasMessageContaining("@GoService on NoModuleCase has no Go module");
        assertThat(GateRun.of(reports, BothCase.class).failure("called"))
                .hasMessageContaining("one of @GoService or @PprofEndpoint");
        assertThat(GateRun.of(reports, NoAddressCase.class).failure("called"))
                .hasMessageContaining("http://127.0.0.1:6060/debug/pprof/");
        assertThat(GateRun.of(reports, NoVariableCase.class).failure("called"))
                .hasMessageContaining("${NOLEAK_NO_SUCH_VARIABLE}");
        assertThat(GateRun.of(reports, NoTimeCase.class).failure("called")).hasMessageContaining("500ms, 2s, 1m or 1h");
    }

    @GoService
    static class NoModuleCase {
        @NoLeak
        void called() {}
    }

    @GoModule(WEB)
    @GoService
    @PprofEndpoint("http://127.0.0.1:1/debug/pprof/")
    static class BothCase {
        @NoLeak
        void called() {}
    }

    @PprofEndpoint("ftp://localhost:6060")
    static class NoAddressCase {
        @NoLeak
        void called() {}
    }

    @PprofEndpoint(value = "http://127.0.0.1:1/", headers = "Authorization: Bearer ${NOLEAK_NO_SUCH_VARIABLE}")
    static class NoVariableCase {
        @NoLeak
        void called() {}
    }

    @GoModule(WEB)
    @GoService(startTimeout = "soon")
    static class NoTimeCase {
        @NoLeak
        void called() {}
    }

    private static void get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(address::toString).isEqualTo(200);
    }
}
