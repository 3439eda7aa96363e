package io.github.noleak.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as users start it, on a Go module that leaks and on its fixed twin. */
class NoLeakCliTests {

    private static final String BASKET = """
            package basket

            import "testing"

            var kept [][]byte

            func BenchmarkPut(b *testing.B) {
            	for i := 0; i < b.N; i++ {
            		kept = append(kept, make([]byte, 64))
            	}
            }

            func BenchmarkPutAndTake(b *testing.B) {
            	for i := 0; i < b.N; i++ {
            		kept = append(kept, make([]byte, 64))
            		kept[len(kept)-1] = nil
            		kept = kept[:len(kept)-1]
            	}
            }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void writeModule() throws IOException {
        write("shop/go.mod", "module example.com/shop\n\ngo 1.19\n");
        write("shop/basket/basket_test.go", BASKET);
    }

    @Test
    void leakFailsWithItsMessageAndItsTwinPasses() throws Exception {
        CommandRun run = CommandRun.of(directory, "shop");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.verdicts())
                .containsExactly(entry("basket.BenchmarkPut", "leak"), entry("basket.BenchmarkPutAndTake", "clean"));
        assertThat(run.errors()).isEmpty();
        List<String> lines = run.output().lines().toList();
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("LEAK basket.BenchmarkPut: "))
                .anySatisfy(line -> assertThat(line).contains("basket_test.go:9"))
                .anySatisfy(
                        line -> assertThat(line).matches("NoLeak  \\d of 2  clean +basket\\.BenchmarkPutAndTake .*"));
        assertThat(lines.get(lines.size() - 1))
                .matches("NoLeak  2 scenarios: 1 clean, 1 leak \\(.* s\\); report: target/noleak/report\\.json");
        try (Stream<Path> profiles = Files.list(directory.resolve("target/noleak/profiles"))) {
            assertThat(profiles).isNotEmpty();
        }
    }

    @Test
    void reportIsOfThisRunAlone() throws Exception {
        assertThat(CommandRun.of(directory, "shop", "-Dnoleak.mode=report").exitCode())
                .as("nothing fails in a first look")
                .isZero();
        CommandRun run = CommandRun.of(directory, "shop", "--exclude=BenchmarkPut");

        assertThat(run.exitCode()).isZero();
        assertThat(run.verdicts()).containsExactly(entry("basket.BenchmarkPutAndTake", "clean"));
        assertThat(run.output()).doesNotContain("LEAK");
    }

    @Test
    void whatDoesNotBuildOrPanicsLeavesTheRestGated() throws Exception {
        write(
                "shop/broken/broken_test.go",
                "package broken\n\nimport \"testing\"\n\nfunc BenchmarkX(b *testing.B) { y() }\n");
        write(
                "shop/panics/panics_test.go",
                "package panics\n\nimport \"testing\"\n\nfunc BenchmarkX(b *testing.B) { panic(\"no stock\") }\n");
        CommandRun run = CommandRun.of(directory, "shop", "--exclude", "BenchmarkPut");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.verdicts())
                .containsExactly(
                        entry("basket.BenchmarkPutAndTake", "clean"),
                        entry("broken", "error"),
                        entry("panics.BenchmarkX", "error"));
        assertThat(run.output()).contains("undefined: y", "no stock", "3 scenarios: 1 clean, 2 errors");
    }

    @Test
    void workspaceIsGatedAsAWhole() throws Exception {
        write("go.work", "go 1.19\n\nuse (\n\t./shop\n\t./more\n)\n");
        write("more/go.mod", "module example.com/more\n\ngo 1.19\n");
        write("more/basket_test.go", BASKET);
        CommandRun run = CommandRun.of(directory, "--include", "BenchmarkPutAndTake");

        assertThat(run.exitCode()).isZero();
        assertThat(run.verdicts().keySet())
                .containsExactly("more.BenchmarkPutAndTake", "shop/basket.BenchmarkPutAndTake");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nowhere|No Go module in ",
                "shop --inclde x|The option --inclde does not exist; expected: --include",
                "shop --include Put|--include \"Put\" matches no benchmark of the Go module",
                "shop --include Bench(|--include \"Bench(\" on the command line is no regular expression",
                "shop --package ./stock|--package \"./stock\" matches no package of the Go module",
                "shop -Dnoleak.tiemout=3s|The setting noleak.tiemout does not exist; expected: noleak.timeout",
                "shop -Dnoleak.timeout=soon|The setting noleak.timeout is \"soon\"; expected: ",
                "shop -Dnoleak.settle=1|The setting noleak.settle is \"1\"; expected: ",
                "shop -Dnoleak.go=/nonexistent|No Go toolchain at /nonexistent, which noleak.go names",
                "shop -Dnoleak.module=shop|The module is named twice: shop and noleak.module=shop",
                "shop -Dnoleak.config=none.yml|The setting noleak.config is \"none.yml\", and there is no file ",
                "shop --report shop/go.mod|The report directory "
            })
    void mistakeIsASentenceAndHasAnExitCodeOfItsOwn(String arguments) throws Exception {
        String[] parts = arguments.split("\\|", -1);
        CommandRun run = CommandRun.of(directory, parts[0].split(" ", -1));

        assertThat(run.errors()).startsWith(parts[1]).doesNotContain("\tat ", "Exception in");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).doesNotContain("clean");
    }

    @Test
    void moduleWithoutBenchmarksIsNoCleanOne() throws Exception {
        write("bare/go.mod", "module example.com/bare\n\ngo 1.19\n");
        write("bare/bare.go", "package bare\n");
        CommandRun run = CommandRun.of(directory, "bare");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).startsWith("The Go module has no benchmarks");
    }

    @Test
    @Tag("go-alone")
    void commandThatIsStoppedLeavesAReportOfWhatWasDoneAndNothingElse() throws Exception {
        write("shop/slow/slow_test.go", """
                package slow

                import (
                	"os"
                	"strconv"
                	"testing"
                	"time"
                )

                func BenchmarkSleep(b *testing.B) {
                	if err := os.WriteFile(os.Getenv("PROCESS"), []byte(strconv.Itoa(os.Getpid())), 0o600); err != nil {
                		b.Fatal(err)
                	}
                	time.Sleep(time.Hour)
                }
                """);
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path child = directory.resolve("process.txt");
        CommandRun run = CommandRun.start(
                directory,
                Map.of("TMPDIR", temporary.toString()),
                "shop",
                "--exclude=BenchmarkPut",
                "--env",
                "PROCESS=" + child);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(run.process().getInputStream(), UTF_8))) {
            String line = output.readLine();
            while (line != null && !line.contains("basket.BenchmarkPutAndTake")) {
                line = output.readLine();
            }
            assertThat(line).contains("clean");
            await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(child) && Files.size(child) > 0);
            ProcessHandle sleeping =
                    ProcessHandle.of(Long.parseLong(Files.readString(child))).orElseThrow();
            run.process().toHandle().destroy(); // as Ctrl-C does

            assertThat(output.lines().toList())
                    .anySatisfy(l -> assertThat(l).startsWith("NoLeak  stopped after 1 scenario: 1 clean ("));
            assertThat(run.exitCode()).isEqualTo(128 + 15);
            await().atMost(Duration.ofMinutes(1)).until(() -> !sleeping.isAlive());
        }
        assertThat(run.verdicts()).containsEntry("basket.BenchmarkPutAndTake", "clean");
        assertThat(run.errors()).isEmpty();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(temporary.toFile().list())
                        .filteredOn(name -> name.startsWith("noleak-"))
                        .isEmpty());
    }

    @Test
    void readerThatGoesAwayChangesNeitherReportNorExitCode() throws Exception {
        CommandRun run = CommandRun.start(directory, Map.of(), "shop");
        run.process().getInputStream().close();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.verdicts()).hasSize(2);
        assertThat(run.errors()).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
