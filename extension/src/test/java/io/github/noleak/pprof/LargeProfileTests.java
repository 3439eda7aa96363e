package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LargeProfileTests {

    private static final long HUNDRED_MEGABYTES = 100L << 20;

    @TempDir
    Path directory;

    @Test
    @Timeout(120)
    void readsHundredMegabytesInAHeapOf256() throws IOException, InterruptedException {
        Path file = directory.resolve("large.pb");
        int samples = LargeProfile.write(file, HUNDRED_MEGABYTES);

        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeProfile.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), UTF_8).strip();

        assertThat(output).isEqualTo("%d %d %d", samples, samples, (long) LargeProfile.DEPTH * samples);
        assertThat(java.waitFor()).isZero();
        assertThat(Files.size(file)).isGreaterThan(HUNDRED_MEGABYTES);
    }
}
