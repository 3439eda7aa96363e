package io.github.noleak.service;

import static io.github.noleak.service.Services.GENEROUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcTests {

    @Test
    void filesAndThreadsAreCounted() throws IOException {
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", "exec 3</dev/null 4</dev/null 5</dev/null; ulimit -n 123; exec sleep 1000")
                .start();
        try {
            Proc proc = Proc.of(process.pid());
            // Until the shell has become what sleeps, it may have more or less.
            await().atMost(GENEROUS).untilAsserted(() -> {
                assertThat(proc.amounts())
                        .containsOnly(entry("open-files", 6L), entry("threads", 1L), entry("child-processes", 0L));
                assertThat(proc.openFilesLimit()).isEqualTo(123);
            });
        } finally {
            process.destroyForcibly();
        }
    }

    /** A shell waits for what it has run, and not for what it has become while that still ran. */
    @Test
    void childProcessesAreCountedUntilSomebodyWaitsForThem() throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", "true & sleep 1000 & exec sleep 1000").start();
        try {
            Proc proc = Proc.of(process.pid());
            await().atMost(GENEROUS)
                    .untilAsserted(() -> assertThat(proc.amounts()).containsEntry("child-processes", 2L));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void bytesThatAProcessReadsAreCounted() throws IOException {
        Process process = new ProcessBuilder("/bin/cat").start();
        try {
            Proc proc = Proc.of(process.pid());
            process.getOutputStream().write(new byte[20_000]);
            process.getOutputStream().flush();
            await().atMost(GENEROUS)
                    .untilAsserted(() -> assertThat(proc.received()).isGreaterThanOrEqualTo(20_000));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void thoseOfAServiceAreCounted() {
        int held = 30;
        try (Services services = new Services();
                ServiceProcess few = services.start("holds", Services.plan("line:holding", "0"));
                ServiceProcess many = services.start("holds", Services.plan("line:holding", String.valueOf(held)))) {
            // Go opens a few files and threads of its own, by and by.
            assertThat(few.system().amounts().get("open-files")).isBetween(3L, 25L);
            assertThat(few.system().amounts().get("threads")).isPositive();
            assertThat(many.system().amounts().get("open-files")).isBetween(held + 3L, held + 25L);
            assertThat(many.system().amounts().get("threads")).isGreaterThan(held);
        }
    }

    @Test
    void nothingIsKnownOfAProcessThatIsNotThere() throws Exception {
        Process process = new ProcessBuilder("/bin/true").start();
        process.waitFor();
        Proc proc = Proc.of(process.pid());
        assertThat(proc.amounts()).isEmpty();
        assertThat(proc.openFilesLimit()).isZero();
        assertThat(proc.received()).isEqualTo(-1);
    }
}
