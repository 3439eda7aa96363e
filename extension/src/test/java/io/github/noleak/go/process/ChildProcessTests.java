package io.github.noleak.go.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTests {

    @TempDir
    Path directory;

    @Test
    void processThatEndedBeforeItWasToldSomethingIsClosedWithoutAWord() throws Exception {
        for (int i = 0; i < 20; i++) {
            ChildProcess process = ChildProcess.start(List.of("/bin/sh", "-c", "exec <&-"), directory, Map.of(), null);
            while (process.isAlive()) {
                process.release(); // at some moment or other
            }
            process.release();

            assertThatCode(process::close).doesNotThrowAnyException();
        }
    }

    @Test
    void interruptedWaitLeavesTheProcessToBeClosed() throws Exception {
        ChildProcess process = ChildProcess.start(List.of("/bin/sleep", "600"), directory, Map.of(), null);
        Thread.currentThread().interrupt();

        assertThatCode(() -> process.await(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
        process.close();
        process.awaitDeath();
        assertThat(process.isAlive()).isFalse();
    }
}
