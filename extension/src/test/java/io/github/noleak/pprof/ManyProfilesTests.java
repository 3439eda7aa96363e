package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds the library to what it asks of others: 10,000 profiles are read and written, and nothing is kept. */
class ManyProfilesTests {

    private static final int TIMES = 10_000;

    /** What one in two operations would leave open; the JVM itself opens and closes a file now and then. */
    private static final double HALF = 0.5;

    private static final long BYTES = 1_000_000;

    @TempDir
    Path directory;

    @Test
    @Timeout(1200)
    void nothingIsKeptOfTenThousandProfiles() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Xmn160m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyProfiles.class.getName(),
                        directory.toString(),
                        String.valueOf(TIMES))
                .redirectErrorStream(true)
                .start();
        List<String> output =
                new String(java.getInputStream().readAllBytes(), UTF_8).lines().toList();

        assertThat(output).as("%s", output).hasSize(4);
        assertThat(output.get(0)).startsWith("small " + TIMES + " ");
        assertThat(output).allSatisfy(ManyProfilesTests::assertNothingIsKept);
        assertThat(java.waitFor()).isZero();
    }

    private static void assertNothingIsKept(String line) {
        String[] words = line.split(" ", -1);
        assertThat(Integer.parseInt(words[2])).as("looks").isPositive();
        assertThat(Long.parseLong(words[3])).as("threads").isZero();
        assertThat(Double.parseDouble(words[4])).as("open files per operation").isLessThan(HALF);
        assertThat(Double.parseDouble(words[5]))
                .as("unclosed resources per operation")
                .isLessThan(HALF);
        assertThat(Long.parseLong(words[6])).as("bytes of heap").isLessThan(BYTES);
    }
}
