package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.LeakReport;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a method with {@code @NoLeak} has around it in Jupiter; see ServiceMethodTests for those that call services. */
class GatedMethodTests {

    private static final String BROKEN = "../example-tests/go/broken";
    private static final String PREPARED = "target/gated-method/prepared";

    private static final List<LeakReport> AFTER = new CopyOnWriteArrayList<>();

    @TempDir
    Path reports;

    @Test
    void gateRunsAfterWhatIsPreparedForIt() throws IOException {
        Files.deleteIfExists(Path.of(PREPARED, "go.mod"));

        GateRun.of(reports, PreparedCase.class).passes("gate");
    }

    @GoModule(PREPARED)
    static class PreparedCase {

        @BeforeEach
        void prepare() throws IOException {
            Files.createDirectories(Path.of(PREPARED));
            Files.writeString(Path.of(PREPARED, "go.mod"), "module example.com/prepared\n\ngo 1.19\n");
            Files.writeString(Path.of(PREPARED, "prepared_test.go"), """
                    package prepared

                    import "testing"

                    func BenchmarkNothing(b *testing.B) {
                    	for i := 0; i < b.N; i++ {
                    	}
                    }
                    """);
        }

        @NoLeak(benchmark = "BenchmarkNothing")
        void gate() {}
    }

    @Test
    void assumptionBeforeTheTestIsSkippedInTheReportToo() {
        GateRun run = GateRun.of(reports, AssumedCase.class);

        assertThat(run.aborted("gate")).contains("not on this machine");
        assertThat(run.scenario("gate").getString("verdict")).isEqualTo("skipped");
        assertThat(run.scenario("gate").getString("message"))
                .isEqualTo("SKIPPED fails.BenchmarkHealthy: Assumption failed: not on this machine");
    }

    @GoModule(BROKEN)
    static class AssumedCase {

        @BeforeEach
        void assume() {
            Assumptions.assumeTrue(false, "not on this machine");
        }

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        void gate() {}
    }

    @Test
    void failureBeforeTheTestIsAnErrorInTheReport() {
        GateRun run = GateRun.of(reports, FailingBeforeCase.class);

        assertThat(run.failure("gate")).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(run.scenario("gate").getString("verdict")).isEqualTo("error");
        assertThat(run.scenario("gate").getString("message"))
                .contains("the test ended before the gate ran: java.lang.IllegalStateException: no database");
    }

    @GoModule(BROKEN)
    static class FailingBeforeCase {

        @BeforeEach
        void connect() {
            throw new IllegalStateException("no database");
        }

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        void gate() {}
    }

    @Test
    void exemptScenarioHasNothingPreparedForIt() {
        GateRun run = GateRun.of(reports, ExemptCase.class);

        assertThat(run.aborted("gate")).contains("starts a real cluster");
        assertThat(run.verdicts()).isEqualTo(Map.of("fails.BenchmarkHealthy", "skipped"));
    }

    @GoModule(BROKEN)
    static class ExemptCase {

        @BeforeEach
        void connect() {
            throw new IllegalStateException("no database");
        }

        @NoLeak(benchmark = "fails.BenchmarkHealthy", skip = "starts a real cluster")
        void gate() {}
    }

    @Test
    void reportIsThereAfterTheTestAndNotBefore() {
        AFTER.clear();
        GateRun run = GateRun.of(reports, ReportAroundCase.class);

        run.passes("gate");
        assertThat(AFTER).extracting(LeakReport::scenario).containsExactly("fails.BenchmarkHealthy");
        assertThat(GateRun.of(reports, ReportBeforeCase.class).failure("gate"))
                .hasMessage(
                        "there is no LeakReport before the gate has run; take it in the test method or in @AfterEach");
    }

    @GoModule(BROKEN)
    static class ReportAroundCase {

        @AfterEach
        void look(LeakReport report) {
            AFTER.add(report);
        }

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        void gate(LeakReport report) {
            assertThat(report.scenario()).isEqualTo("fails.BenchmarkHealthy");
        }
    }

    @GoModule(BROKEN)
    static class ReportBeforeCase {

        @BeforeEach
        void look(LeakReport report) {
            throw new AssertionError("is not called with " + report);
        }

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        void gate() {}
    }

    @Test
    void timeoutOfJUnitEndsTheGate() {
        long began = System.nanoTime();
        GateRun run = GateRun.of(reports, TimeoutCase.class);

        assertThat(run.failure("gate")).isInstanceOf(TimeoutException.class).hasMessageContaining("timed out after 1 ");
        assertThat(run.scenario("gate").getString("verdict")).isEqualTo("error");
        assertThat(run.scenario("gate").getString("message")).contains("Interrupted");
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("not noleak.timeout")
                .isLessThan(Duration.ofSeconds(50));
        run.passes("again");
    }

    @GoModule(BROKEN)
    static class TimeoutCase {

        @Timeout(1)
        @NoLeak(benchmark = "hangs.BenchmarkHangsAlive")
        void gate(LeakReport report) {
            throw new AssertionError("is not called with " + report);
        }

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        void again() {}
    }

    @Test
    void testThatAnotherExtensionPassesOverIsNotGreen() {
        GateRun run = GateRun.of(reports, PassedOverCase.class);

        assertThat(run.failure("gate")).hasMessageContaining("another extension has passed over the test");
        assertThat(run.scenario("gate").getString("verdict")).isEqualTo("error");
    }

    @GoModule(BROKEN)
    @ExtendWith(PassesOver.class)
    static class PassedOverCase {
        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        void gate() {}
    }

    static class PassesOver implements InvocationInterceptor {
        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
            invocation.skip();
        }
    }

    @Test
    void benchmarkTakesNoPartInRepeatsParametersAndFactories() {
        GateRun run = GateRun.of(reports, TemplatesCase.class);

        for (String call : List.of("repeated[1]", "repeated[2]", "parameterized[1]", "parameterized[2]")) {
            assertThat(run.failure(call)).isInstanceOf(ConfigurationException.class);
            assertThat(run.scenario(call).getString("verdict")).isEqualTo("error");
        }
        assertThat(run.ends()).hasSize(4);
        assertThat(run.failure("repeated[2]"))
                .hasMessageStartingWith(
                        "@NoLeak(benchmark = \"fails.BenchmarkHealthy\") on TemplatesCase.repeated stands"
                                + " beside @RepeatedTest, which changes nothing in Go; expected: @NoLeak alone\n");
        assertThat(run.failure("parameterized[1]")).hasMessageContaining("beside @ParameterizedTest");
        assertThat(run.skips().values()).hasSize(2).allMatch(why -> why.contains("is a test of its own"));
    }

    @GoModule(BROKEN)
    static class TemplatesCase {

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        @RepeatedTest(2)
        void repeated() {}

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int size) {}
    }

    @Test
    void factoryOfTestsIsRefusedAndInTheReport() {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FactoryCase.class))
                .configurationParameter("noleak.report.dir", reports.toString())
                .execute();

        assertThat(results.testEvents().list()).isEmpty();
        assertThat(results.containerEvents().failed().list())
                .singleElement()
                .satisfies(event -> assertThat(event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable())
                        .get()
                        .isInstanceOf(ConfigurationException.class)
                        .extracting(Throwable::getMessage, STRING)
                        .startsWith("@NoLeak on FactoryCase.factory stands beside @TestFactory"));
        assertThat(reports.resolve("report.json")).content().contains("beside @TestFactory");
    }

    @GoModule(BROKEN)
    static class FactoryCase {

        @NoLeak(benchmark = "fails.BenchmarkHealthy")
        @TestFactory
        List<DynamicTest> factory() {
            return List.of(DynamicTest.dynamicTest("made", () -> {}));
        }
    }

    @Test
    void withinACallIsOfBenchmarksAlone() {
        GateRun run = GateRun.of(reports, WithinCase.class);

        assertThat(run.failure("test"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "@NoLeak(within = true) on WithinCase.test names a test, of which each call is one operation;"
                                + " expected: `within` beside `benchmark` alone");
    }

    @GoModule(BROKEN)
    static class WithinCase {

        @NoLeak(test = "fails.TestHealthy", within = true)
        void test() {}
    }

    @ParameterizedTest
    @CsvSource({
        "benchmark, ERROR fails.BenchmarkHealty: No benchmark",
        "sub, ERROR skips.BenchmarkSkipsSome/locale: there is no",
        "many, ERROR BenchmarkSame: The benchmark BenchmarkSame is in 2 packages",
    })
    void nameThatIsNotThereFailsWhereVerdictsDoNot(String method, String says) {
        GateRun run = GateRun.of(
                EngineTestKit.engine("junit-jupiter").selectors(selectMethod(MisspeltCase.class, method)),
                reports,
                "noleak.mode",
                "report");

        run.gateFailure(method, says);
        assertThat(run.scenario(method).getString("verdict")).isEqualTo("error");
    }

    @GoModule(BROKEN)
    static class MisspeltCase {

        @NoLeak(benchmark = "fails.BenchmarkHealty")
        void benchmark() {}

        @NoLeak(benchmark = "skips.BenchmarkSkipsSome/locale")
        void sub() {}

        @NoLeak(benchmark = "BenchmarkSame")
        void many() {}
    }

    @Test
    void moduleThatIsNotThereFailsWhereVerdictsDoNot() {
        GateRun method = GateRun.of(reports, NowhereCase.class, "noleak.mode", "report");
        GateRun suite = GateRun.of(
                EngineTestKit.engine("noleak").selectors(selectClass(NowhereSuite.class)),
                reports,
                "noleak.mode",
                "report");

        method.gateFailure("gate", "ERROR BenchmarkAny: No Go module in ");
        suite.gateFailure("../nowhere", "ERROR ../nowhere: No Go module in ");
    }

    @GoModule("../nowhere")
    static class NowhereCase {
        @NoLeak(benchmark = "BenchmarkAny")
        void gate() {}
    }

    @GoModule("../nowhere")
    @GoBenchmarks
    static class NowhereSuite {}

    @Test
    void misspeltSettingFailsEachTestWithItsSentenceAlone() {
        System.setProperty("noleak.tiemout", "5s");
        try {
            assertThat(GateRun.of(reports, MisspeltCase.class, "noleak.mode", "report")
                            .ends()
                            .values())
                    .hasSize(3)
                    .allSatisfy(end -> assertThat(end.getThrowable().orElseThrow())
                            .isInstanceOf(ConfigurationException.class)
                            .hasMessageStartingWith(
                                    "The setting noleak.tiemout does not exist; expected: noleak.timeout\n")
                            .hasNoCause()
                            .hasNoSuppressedExceptions()
                            .satisfies(e -> assertThat(e.getStackTrace()).isEmpty()));
        } finally {
            System.clearProperty("noleak.tiemout");
        }
    }

    @Test
    void misspeltConfigurationParameterFailsASuite() {
        GateRun run = GateRun.of(
                EngineTestKit.engine("noleak").selectors(selectClass(NowhereSuite.class)),
                reports,
                "noleak.module.tags",
                "slow");

        assertThat(run.failure("@GoBenchmarks"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("noleak.module.tags does not exist", "as a JUnit configuration parameter");
    }
}
