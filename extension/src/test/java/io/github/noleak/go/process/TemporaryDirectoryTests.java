package io.github.noleak.go.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTests {

    @TempDir
    Path base;

    @Test
    void directoryOfAKilledJvmIsSweptByTheNext() throws Exception {
        Path dead = killed().directory();
        assertThat(dead.resolve("r1/binary")).isNotEmptyFile();

        try (TemporaryDirectory next = TemporaryDirectory.in(base)) {
            next.sweep();

            assertThat(dead).doesNotExist();
            assertThat(next.path()).isDirectory();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void directoryOfALivingJvmStays() throws Exception {
        Other living = Other.start(base);
        try (TemporaryDirectory here = TemporaryDirectory.in(base)) {
            here.sweep();

            assertThat(living.directory().resolve("r1/binary")).isNotEmptyFile();
        } finally {
            living.kill();
        }
    }

    @Test
    void directoriesOfTwoSessionsInOneJvmStay() throws Exception {
        Path dead = killed().directory();
        try (TemporaryDirectory one = TemporaryDirectory.in(base);
                TemporaryDirectory other = TemporaryDirectory.in(base)) {
            other.sweep();
            one.sweep();

            assertThat(one.path()).isDirectory();
            assertThat(other.path()).isDirectory();
            assertThat(sweptElsewhere(dead)).isTrue();
            assertThat(one.path()).as("its lock is still held").isDirectory();
            assertThat(other.path()).as("its lock is still held").isDirectory();
        }
    }

    /** Has another JVM sweep; returns once that has deleted what is dead. */
    private boolean sweptElsewhere(Path dead) throws Exception {
        Path alsoDead = killed().directory();
        Other sweeper = Other.start(base);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(alsoDead).doesNotExist());
        } finally {
            sweeper.kill();
        }
        return Files.notExists(dead);
    }

    @Test
    void directoryWithoutALockIsNobodysAndStays() throws IOException {
        Path someones = Files.createDirectory(base.resolve("noleak-1-2"));
        Path file = Files.createFile(base.resolve("noleak-file"));
        Path linked = Files.createSymbolicLink(base.resolve("noleak-1-3"), someones);
        try (TemporaryDirectory here = TemporaryDirectory.in(base)) {
            here.sweep();
        }

        assertThat(someones).isDirectory();
        assertThat(file).isRegularFile();
        assertThat(linked).isSymbolicLink();
    }

    @Test
    void restOfADirectoryThatWasHalfDeletedIsSwept() throws Exception {
        Path dead = killed().directory();
        Files.delete(dead.resolve("r1/binary"));
        try (TemporaryDirectory next = TemporaryDirectory.in(base)) {
            next.sweep();
        }

        assertThat(dead).doesNotExist();
    }

    private Other killed() throws Exception {
        Other other = Other.start(base);
        other.kill();
        return other;
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(base)) {
            return files.map(Path::toString).toList().stream();
        }
    }

    /** Another JVM with a directory. */
    record Other(Process process, Path directory) {

        static Other start(Path base) throws IOException {
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            base.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(java.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            assertThat(line).isNotNull();
            return new Other(java, Path.of(line));
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    /** Makes a directory with a file in it, prints it, sweeps, and waits to be killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            TemporaryDirectory own = TemporaryDirectory.in(Path.of(arguments[0]));
            Files.writeString(Files.createDirectory(own.path().resolve("r1")).resolve("binary"), "content");
            own.sweep();
            System.out.println(own.path());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
