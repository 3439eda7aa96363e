package io.github.noleak.go.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kills JVMs, and looks at what they leave behind. */
@DisabledOnOs(OS.WINDOWS)
class LifelineTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path temporary;

    @Test
    void nothingOutlivesAJvmThatIsKilled() throws IOException {
        Path elsewhere = Files.createDirectories(temporary.resolve("a b  c/$(touch x)\n*"));
        Process java = Start.inJvm(elsewhere, Working.class);
        Path directory;
        List<ProcessHandle> started = new ArrayList<>();
        try (BufferedReader output = java.inputReader()) {
            directory = elsewhere.resolve(output.readLine());
            started.addAll(java.descendants().toList());
            await().atMost(LONG).until(() -> {
                started.addAll(
                        java.descendants().filter(p -> !started.contains(p)).toList());
                return started.stream()
                                .map(LifelineTests::command)
                                .filter(c -> c.startsWith("sleep 4714"))
                                .count()
                        == 2;
            });
            java.destroyForcibly();
        }

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                started.stream().filter(ProcessHandle::isAlive).map(LifelineTests::command))
                        .isEmpty());
        await().atMost(LONG).untilAsserted(() -> assertThat(directory).doesNotExist());
        assertThat(elsewhere).isEmptyDirectory();
        try (Stream<Path> above = Files.list(temporary.resolve("a b  c"))) {
            assertThat(above).hasSize(1);
        }
    }

    @Test
    void whatAnEndedProcessLeavesInItsGroupEndsWithIt() throws Exception {
        try (Workplace workplace = Workplace.open()) {
            Path pid = temporary.resolve("pid");
            ChildProcess process = workplace.start(
                    List.of("setsid", "sh", "-c", "sleep 4715.1 & echo $! > \"$0\"", pid.toString()),
                    temporary,
                    Map.of(),
                    temporary.resolve("output"));
            assertThat(process.await(LONG)).isTrue();
            ProcessHandle child = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            assertThat(child.isAlive()).isTrue();

            workplace.forget(process);

            await().atMost(LONG).until(() -> !child.isAlive());
        }
    }

    @Test
    void shellEndsWithItsWorkplace() {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        Workplace workplace = Workplace.open();
        List<ProcessHandle> shells = await().atMost(LONG)
                .until(
                        () -> ProcessHandle.current()
                                .children()
                                .filter(p -> !before.contains(p) && command(p).contains("noleak-lifeline"))
                                .toList(),
                        found -> !found.isEmpty());
        workplace.close();
        await().atMost(LONG).until(() -> shells.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static String command(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        String line = info.commandLine().orElse("");
        return line.substring(line.lastIndexOf('/', Math.max(0, line.indexOf(' '))) + 1);
    }

    /** Starts other JVMs. */
    static final class Start {

        private Start() {}

        static Process inJvm(Path temporary, Class<?> main) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            main.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("TMPDIR", temporary.toString());
            return builder.start();
        }
    }

    /** Has processes in a group of their own, and in one that a child has made, and waits. */
    static final class Working {

        private Working() {}

        public static void main(String[] arguments) throws Exception {
            Workplace workplace = Workplace.open();
            Files.writeString(workplace.newDirectory().resolve("file"), "content");
            ChildProcess process = workplace.start(
                    List.of("/bin/sh", "-c", "setsid sleep 4714.1 & sleep 4714.2 & wait"),
                    workplace.directory(),
                    Map.of(),
                    null);
            System.out.println(workplace.directory().getFileName());
            process.await(Duration.ofMinutes(5));
        }
    }
}
