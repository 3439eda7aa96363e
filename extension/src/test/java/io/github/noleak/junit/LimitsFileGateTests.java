package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Gates a Go module that has a file of limits beside its {@code go.mod}. */
class LimitsFileGateTests {

    /** An annotation can name no directory that is found only when the tests run. */
    private static final String MODULE = "target/limits-file-module";

    @TempDir
    Path reports;

    @BeforeAll
    static void writeModule() throws IOException {
        write("go.mod", "module example.com/limits\n\ngo 1.19\n");
        write("audit/audit_test.go", """
                package audit

                import "testing"

                type record struct {
                	n    int
                	next *record
                }

                var kept *record

                func BenchmarkRecord(b *testing.B) {
                	for _, name := range []string{"large", "small"} {
                		b.Run(name, func(b *testing.B) {
                			for i := 0; i < b.N; i++ {
                				kept = &record{i, kept}
                			}
                		})
                	}
                }
                """);
        write("worker/worker_test.go", """
                package worker

                import "testing"

                func BenchmarkStart(b *testing.B) {
                	b.Fatal("there is no cluster here")
                }
                """);
        write("noleak.yml", """
                defaults:
                  iterations: 50
                  limits: { retained-objects: 3 }
                scenarios:
                  "audit.**":
                    limits:
                      retained-bytes: 1000GB
                  "audit.BenchmarkRecord/l*":
                    limits: { retained-objects: 1000000000 }
                    reason: keeps one record per call, by design
                  "worker.*":
                    skip: starts a real cluster
                """);
    }

    private static void write(String file, String text) throws IOException {
        Path path = Path.of(MODULE).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class BesideTheModule {

        private GateRun run;

        @BeforeAll
        void gate(@TempDir Path directory) {
            run = GateRun.of(directory, AuditCase.class);
        }

        @Test
        void limitOfTheFileFailsAndTheMessageNamesItsLine() {
            assertThat(run.gateFailure("small", "LEAK audit.BenchmarkRecord/small: "))
                    .contains("limit 3 (noleak.yml:3)  <-- crossed");
        }

        @Test
        void reportNamesTheLineOfTheLimit() {
            assertThat(objects("small").getString("source")).isEqualTo("noleak.yml:3");
            assertThat(objects("large").getString("source"))
                    .isEqualTo("noleak.yml:9: keeps one record per call, by design");
            assertThat(run.scenario("large")
                            .getObject("metrics")
                            .getObject("retained-bytes")
                            .getString("source"))
                    .isEqualTo("noleak.yml:7");
        }

        @Test
        void moreSpecificLimitPasses() {
            run.passes("large");
            assertThat(objects("large").getLong("limit")).isEqualTo(1_000_000_000);
        }

        @Test
        void fileSetsIterations() {
            assertThat(run.scenario("large").getArray("iterations")).isEqualTo(List.of(50, 100, 200));
        }

        @Test
        void annotationOnTheMethodWins() {
            assertThat(run.gateFailure("annotated", "LEAK audit.BenchmarkRecord/large: "))
                    .contains("limit 2 (@NoLeak(retainedObjects) on AuditCase.annotated)  <-- crossed");
        }

        @Test
        void exemptionAbortsWithItsReasonWithoutARun() {
            assertThat(run.aborted("start"))
                    .isEqualTo("SKIPPED worker.BenchmarkStart: starts a real cluster (noleak.yml:12)");
            JsonObject scenario = run.scenario("start");
            assertThat(scenario.getString("verdict")).isEqualTo("skipped");
            assertThat(scenario.getString("id")).isEqualTo("worker.BenchmarkStart");
        }

        private JsonObject objects(String method) {
            return run.scenario(method).getObject("metrics").getObject("retained-objects");
        }
    }

    @Test
    void settingNamesAnotherFile() throws IOException {
        Path other = Files.writeString(reports.resolve("none.yml"), "defaults:\n  skip: not today\n");

        GateRun run = GateRun.of(reports, StartCase.class, "noleak.config", other.toString());

        assertThat(run.aborted("start")).isEqualTo("SKIPPED worker.BenchmarkStart: not today (" + other + ":2)");
    }

    @Test
    void mistakeFailsTheTestInEveryMode() throws IOException {
        Path other = Files.writeString(reports.resolve("wrong.yml"), "defaults:\n  limits: { goroutines: -1 }\n");

        GateRun run = GateRun.of(reports, StartCase.class, "noleak.config", other.toString(), "noleak.mode", "report");

        assertThat(run.failure("start"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(other + ":2:25: goroutines is -1; expected: a whole number from 0\n");
    }

    @GoModule(MODULE)
    static class AuditCase {

        @NoLeak(benchmark = "BenchmarkRecord/large")
        void large() {}

        @NoLeak(benchmark = "audit.BenchmarkRecord/small")
        void small() {}

        @NoLeak(benchmark = "audit.BenchmarkRecord/large", retainedObjects = 2)
        void annotated() {}

        @NoLeak(benchmark = "worker.BenchmarkStart")
        void start() {}
    }

    @GoModule(MODULE)
    static class StartCase {

        @NoLeak(benchmark = "worker.BenchmarkStart")
        void start() {}
    }
}
