package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.grack.nanojson.JsonObject;
import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Gates whole Go modules that have a file of limits. */
@Tag("go-alone")
class LimitsFileEngineTests {

    private static final String RULES = """
            defaults:
              iterations: 50
              limits: { retained-objects: 3 }
            scenarios:
              "audit.BenchmarkRecord/l*":
                limits: { retained-objects: 1000000000, retained-bytes: 1000GB }
                reason: keeps one record per call, by design
              "audit.BenchmarkRecord/remote": { skip: needs a network }
              "worker.BenchmarkStart": { skip: starts a real cluster }
            """;

    /** Only of the last two is it certain that they match nothing. */
    private static final String DOUBTS = """
              "worker.BenchmarkStart/large": { iterations: 1 }
              "worker.BenchmarkSkips/**": { iterations: 1 }
              "broken.BenchmarkBuild/all": { iterations: 1 }
              "audit.BenchmarkRecord/larg": { iterations: 1 }
              "worker.BenchmarkStrat*": { skip: is misspelt }
            """;

    @TempDir
    Path module;

    @TempDir
    Path reports;

    @BeforeEach
    void write() throws IOException {
        writeModule(module);
    }

    private static void writeModule(Path module) throws IOException {
        write(module, "go.mod", "module example.com/limits\n\ngo 1.19\n");
        write(module, "audit/audit_test.go", """
                package audit

                import "testing"

                type record struct {
                	n    int
                	next *record
                }

                var kept *record

                func BenchmarkRecord(b *testing.B) {
                	for _, name := range []string{"large", "small", "remote"} {
                		b.Run(name, func(b *testing.B) {
                			for i := 0; i < b.N; i++ {
                				kept = &record{i, kept}
                			}
                		})
                	}
                }
                """);
        write(module, "worker/worker_test.go", """
                package worker

                import "testing"

                func BenchmarkStart(b *testing.B) {
                	b.Run("large", func(b *testing.B) { b.Fatal("there is no cluster here") })
                }

                func BenchmarkSkips(b *testing.B) { b.Skip("not here") }
                """);
    }

    private static void write(Path module, String file, String text) throws IOException {
        Path path = module.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Nested
    class OfAWholeModule extends WholeModule {

        OfAWholeModule() {
            super("");
        }
    }

    @Nested
    class OfAWholeModuleOneAtATime extends WholeModule {

        OfAWholeModuleOneAtATime() {
            super("1");
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class WholeModule {

        private final String parallelism;

        private GateRun run;

        WholeModule(String parallelism) {
            this.parallelism = parallelism;
        }

        @BeforeAll
        void gate(@TempDir Path module, @TempDir Path directory) throws IOException {
            writeModule(module);
            write(module, "broken/broken_test.go", """
                    package broken

                    import "testing"

                    func BenchmarkBuild(b *testing.B) { undefined() }
                    """);
            write(module, "noleak.yml", RULES + DOUBTS);
            run = GateRun.of(
                    EngineTestKit.engine("noleak").selectors(selectClass(WholeCase.class)),
                    directory,
                    "noleak.module",
                    module.toString(),
                    "noleak.parallelism",
                    parallelism);
        }

        @Test
        void everyScenarioHasItsOwnVerdict() {
            assertThat(run.verdicts())
                    .isEqualTo(Map.of(
                            "audit.BenchmarkRecord/large", "clean",
                            "audit.BenchmarkRecord/small", "leak",
                            "audit.BenchmarkRecord/remote", "skipped",
                            "worker.BenchmarkStart", "skipped",
                            "worker.BenchmarkSkips", "skipped",
                            "broken", "error"));
        }

        @Test
        void limitOfTheFileFailsAndTheMessageNamesItsLine() {
            assertThat(run.gateFailure("audit.BenchmarkRecord/small", "LEAK audit.BenchmarkRecord/small: "))
                    .contains("limit 3 (noleak.yml:3)  <-- crossed");
        }

        @Test
        void limitOfAPatternPassesAndTheReportNamesItsLineAndItsReason() {
            run.passes("audit.BenchmarkRecord/large");
            JsonObject large = run.scenarios().get(0);
            assertThat(large.getString("id")).isEqualTo("audit.BenchmarkRecord/large");
            assertThat(large.getObject("metrics").getObject("retained-objects").getString("source"))
                    .isEqualTo("noleak.yml:6: keeps one record per call, by design");
            assertThat(large.getArray("iterations")).isEqualTo(List.of(50, 100, 200));
        }

        @Test
        void exemptionSkipsWithItsReasonAndLine() {
            assertThat(run.skips())
                    .containsEntry("audit.BenchmarkRecord/remote", "needs a network (noleak.yml:8)")
                    .containsEntry("worker.BenchmarkStart", "starts a real cluster (noleak.yml:9)")
                    .containsOnlyKeys("audit.BenchmarkRecord/remote", "worker.BenchmarkStart", "worker.BenchmarkSkips");
        }

        @Test
        void patternThatMatchesNothingIsOneTestThatFails() {
            assertThat(run.ends())
                    .containsOnlyKeys(
                            "audit.BenchmarkRecord/large",
                            "audit.BenchmarkRecord/small",
                            "broken",
                            "noleak.yml:13:3",
                            "noleak.yml:14:3");
            assertThat(run.failure("noleak.yml:14:3"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("noleak.yml:14:3: \"worker.BenchmarkStrat*\" matches no scenario; expected: ")
                    .hasMessageContaining("Near name: worker.BenchmarkStart");
            assertThat(run.failure("noleak.yml:13:3")).hasMessageContaining("Near name: audit.BenchmarkRecord/large");
        }
    }

    @Test
    void patternThatMatchesNothingFailsInModeReportToo() throws IOException {
        write(module, "noleak.yml", "scenarios:\n  \"worker.BenchmarkStrat\": { skip: is misspelt }\n");

        GateRun run = gate(SkipsCase.class, "noleak.mode", "report");

        assertThat(run.failure("noleak.yml:2:3")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void patternMayMeanWhatTheClassLeavesOut() throws IOException {
        write(module, "noleak.yml", """
                scenarios:
                  "audit.BenchmarkRecord/large": { iterations: 1 }
                  "worker.BenchmarkStart": { iterations: 1 }
                """);

        assertThat(gate(SkipsCase.class).ends()).isEmpty();
    }

    @Test
    void narrowedRunSaysNothingOfPatternsAndOneThatNamesThePatternSaysIt() throws IOException {
        write(module, "noleak.yml", "scenarios:\n  \"audit.BenchmarkRecord/larg\": { iterations: 1 }\n");
        PostDiscoveryFilter filter = node -> FilterResult.includedIf(node.getSource()
                .filter(MethodSource.class::isInstance)
                .map(s -> ((MethodSource) s).getMethodName().equals("worker.BenchmarkSkips"))
                .orElse(true));

        assertThat(gate(selected(WholeCase.class, "worker.BenchmarkSkips")).ends())
                .isEmpty();
        assertThat(gate(EngineTestKit.engine("noleak")
                                .selectors(selectClass(WholeCase.class))
                                .filters(filter))
                        .ends())
                .isEmpty();
        assertThat(gate(selected(WholeCase.class, "noleak.yml:2:3")).ends()).containsOnlyKeys("noleak.yml:2:3");
    }

    @Test
    void mistakeInTheFileIsOneTestThatFailsInEveryMode() throws IOException {
        write(module, "noleak.yml", "defaults:\n  limits: { goroutines: -1 }\n");
        for (String mode : List.of("fail", "report")) {
            GateRun run = gate(WholeCase.class, "noleak.mode", mode);

            assertThat(run.skips()).isEmpty();
            assertThat(run.ends()).containsOnlyKeys("@GoBenchmarks");
            assertThat(run.failure("@GoBenchmarks"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("noleak.yml:2:25: goroutines is -1; expected: a whole number from 0");
        }
    }

    @Test
    void entryOfTheFileWinsOverTheClassAndTheClassOverTheDefaults() throws IOException {
        write(module, "noleak.yml", """
                defaults: { iterations: 20, limits: { retained-objects: 1, goroutines: 1 } }
                scenarios:
                  "audit.BenchmarkRecord/small": { limits: { retained-objects: 1000000000 } }
                """);

        GateRun run = gate(LenientCase.class);

        assertThat(run.scenarios())
                .extracting(s ->
                        s.getObject("metrics").getObject("retained-objects").getString("source"))
                .containsExactly(
                        "@NoLeak(retainedObjects) on LenientCase",
                        "@NoLeak(retainedObjects) on LenientCase",
                        "noleak.yml:3");
        assertThat(run.scenarios()
                        .get(0)
                        .getObject("metrics")
                        .getObject("goroutines")
                        .getString("source"))
                .isEqualTo("noleak.yml:1");
    }

    @Test
    void fileOfAWorkspaceLiesWhereItsIdsBegin() throws IOException {
        write(module, "space/go.work", "go 1.19\n\nuse ./shop\n");
        write(module, "space/shop/go.mod", "module example.com/shop\n\ngo 1.19\n");
        write(module, "space/shop/shop_test.go", """
                package shop

                import "testing"

                func BenchmarkSell(b *testing.B) { b.Fatal("sold out") }
                """);
        write(module, "space/noleak.yml", "scenarios:\n  \"shop.BenchmarkSell\": { skip: not today }\n");

        GateRun run =
                gate(WholeCase.class, "noleak.module", module.resolve("space").toString());

        assertThat(run.skips()).isEqualTo(Map.of("shop.BenchmarkSell", "not today (noleak.yml:2)"));
        assertThat(run.ends()).isEmpty();
    }

    private GateRun gate(Class<?> suite, String... parameters) {
        return gate(EngineTestKit.engine("noleak").selectors(selectClass(suite)), parameters);
    }

    private GateRun gate(EngineTestKit.Builder builder, String... parameters) {
        List<String> all = new ArrayList<>(List.of("noleak.module", module.toString()));
        all.addAll(List.of(parameters));
        return GateRun.of(builder, reports, all.toArray(String[]::new));
    }

    private static EngineTestKit.Builder selected(Class<?> suite, String scenario) {
        return EngineTestKit.engine("noleak").selectors(selectMethod(suite.getName(), scenario));
    }

    @GoModule("named by a setting")
    @GoBenchmarks
    static class WholeCase {}

    @GoModule("named by a setting")
    @GoBenchmarks(include = "BenchmarkSkips")
    static class SkipsCase {}

    @GoModule("named by a setting")
    @GoBenchmarks(packages = "./audit")
    @NoLeak(retainedObjects = 1_000_000_000, retainedBytes = "1000GB")
    static class LenientCase {}
}
