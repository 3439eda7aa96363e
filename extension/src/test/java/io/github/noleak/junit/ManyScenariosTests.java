package io.github.noleak.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds the gate to what it asks of others: what it holds does not grow with the scenarios of a module. */
@Tag("go-alone")
class ManyScenariosTests {

    private static final int SCENARIOS = 30;

    /** The first ones load classes; the tenth is the first leak. */
    private static final int WARM = 10;

    /** Each tenth leaks. */
    private static final int ALIKE = 10;

    /** A thread of the JVM comes or goes; one for each scenario would be twenty. */
    private static final long FEW = 4;

    /** A place in JUnit's tree and one in the report. */
    private static final long BYTES_OF_SCENARIO = 50_000;

    private static final double HALF = 0.5;

    @TempDir
    Path directory;

    /** What was held after a scenario, and what was left to a collection to close. */
    private record Look(
            boolean nothingHidden,
            long threads,
            long files,
            long natives,
            long heapBytes,
            long unclosedFiles,
            long unclosedNatives) {

        static Look of(String line) {
            String[] words = line.split(" ", -1);
            long[] numbers =
                    Arrays.stream(words).skip(2).mapToLong(Long::parseLong).toArray();
            return new Look(
                    Boolean.parseBoolean(words[1]),
                    numbers[0],
                    numbers[1],
                    numbers[2],
                    numbers[3],
                    numbers[4],
                    numbers[5]);
        }
    }

    @Test
    @Timeout(1200)
    void nothingIsKeptOfScenarios() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Xmn300m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyScenarios.class.getName(),
                        directory.toString(),
                        String.valueOf(SCENARIOS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), UTF_8);
        List<Look> looks = output.lines()
                .filter(line -> line.matches("\\S+ (true|false)( -?\\d+){6}"))
                .map(Look::of)
                .toList();
        assertThat(java.waitFor()).isZero();
        assertThat(looks).as(output).hasSize(SCENARIOS);

        Look warm = looks.get(WARM);
        Look last = looks.get(SCENARIOS - 1);
        assertThat(last.threads() - warm.threads()).as("threads: %s", output).isLessThan(FEW);
        assertThat(last.files() - warm.files()).as("open files: %s", output).isLessThan(FEW);
        assertThat(last.natives() - warm.natives())
                .as("outside the heap: %s", output)
                .isLessThan(FEW);
        assertThat((last.heapBytes() - warm.heapBytes()) / (SCENARIOS - 1 - WARM))
                .as("bytes of heap for each scenario: %s", output)
                .isLessThan(BYTES_OF_SCENARIO);
        assertThat(average(looks, Look::unclosedFiles))
                .as("files left to a collection, for each scenario: %s", output)
                .isLessThan(HALF);
        assertThat(average(looks, Look::unclosedNatives))
                .as("resources left to a collection, for each scenario: %s", output)
                .isLessThan(HALF);
    }

    /** What code does when it is run first is left once: of each two scenarios that are alike, the one counts that leaves less. */
    private static double average(List<Look> looks, ToLongFunction<Look> held) {
        List<Integer> seen = IntStream.range(WARM, SCENARIOS - ALIKE)
                .filter(i ->
                        looks.get(i).nothingHidden() && looks.get(i + ALIKE).nothingHidden())
                .boxed()
                .toList();
        assertThat(seen).hasSizeGreaterThan(ALIKE / 2);
        return seen.stream()
                .mapToLong(i -> Math.min(held.applyAsLong(looks.get(i)), held.applyAsLong(looks.get(i + ALIKE))))
                .average()
                .orElseThrow();
    }
}
