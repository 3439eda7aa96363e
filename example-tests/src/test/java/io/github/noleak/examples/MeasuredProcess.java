package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.NANOS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process took and printed.
 *
 * @param megabytes the most memory that was seen of it and its children
 */
record MeasuredProcess(double seconds, double megabytes, String output) {

    /** Returns the command of a fresh JVM for a short run of a class, with some megabytes of heap. */
    static List<String> java(int heap, Class<?> main) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    }

    /** Runs a command that has to end well; its output goes through a file in a directory. */
    static MeasuredProcess run(List<String> command, Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        Peak peak = new Peak(process.toHandle());
        Thread watch = new Thread(peak, "memory");
        watch.start();
        int code = process.waitFor();
        double seconds = (System.nanoTime() - started) / NANOS;
        watch.join();
        assertThat(code).as("%s", command).isZero();
        return new MeasuredProcess(seconds, peak.megabytes, Files.readString(output, UTF_8));
    }

    /** Looks again and again how much memory a process and its children have used so far, where Linux tells that. */
    private static final class Peak implements Runnable {

        private static final String MOST = "VmHWM:";

        private final ProcessHandle process;
        private volatile double megabytes;

        Peak(ProcessHandle process) {
            this.process = process;
        }

        @Override
        public void run() {
            while (process.isAlive()) {
                double now = kilobytes(process.pid())
                        + process.descendants()
                                .mapToDouble(p -> kilobytes(p.pid()))
                                .sum();
                megabytes = Math.max(megabytes, now / 1024);
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        private static double kilobytes(long pid) {
            try {
                return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                        .filter(line -> line.startsWith(MOST))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                        .sum();
            } catch (IOException e) {
                return 0; // it has just ended
            }
        }
    }
}
