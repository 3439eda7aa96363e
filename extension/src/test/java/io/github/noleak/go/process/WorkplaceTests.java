package io.github.noleak.go.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTests {

    @TempDir
    Path temporary;

    @Test
    void workplaceThatIsOpenedDeletesWhatAKilledJvmHasLeft() throws Exception {
        TemporaryDirectoryTests.Other dead = TemporaryDirectoryTests.Other.start(temporary);
        dead.kill();
        assertThat(dead.directory()).isDirectory();

        Process next = LifelineTests.Start.inJvm(temporary, LifelineTests.Working.class);
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(dead.directory()).doesNotExist());
        } finally {
            next.destroyForcibly();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(temporary).isEmptyDirectory());
    }

    @Test
    void directoryGoesAwayAfterAJvmThatIsHaltedWhileItsHooksRun() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Halted.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("output.txt").toFile())
                .start();
        assertThat(java.waitFor()).as(this::output).isIn(0, Halted.CODE); // 0: all was deleted before

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Path.of(output())).doesNotExist());
    }

    private String output() {
        try {
            return Files.readString(temporary.resolve("output.txt")).strip();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Prints its directory, and is halted as Surefire does it: soon after it is told to end. */
    static final class Halted {

        static final int CODE = 7;

        private Halted() {}

        public static void main(String[] arguments) throws IOException {
            Workplace workplace = Workplace.open();
            System.out.println(workplace.directory());
            workplace.start(List.of("/bin/sh", "-c", "trap '' TERM; sleep 1"), workplace.directory(), Map.of(), null);
            for (int i = 0; i < 3_000; i++) {
                Files.writeString(workplace.newDirectory().resolve("file"), "content");
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Runtime.getRuntime().halt(CODE);
            }));
            System.exit(0);
        }
    }
}
