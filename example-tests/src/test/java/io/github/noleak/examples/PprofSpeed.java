package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.MEGABYTE;
import static io.github.noleak.examples.Figures.NANOS;
import static io.github.noleak.examples.Figures.print;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.Pprof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Times a fresh JVM that prints the top of a profile beside {@code go tool pprof}, on the same files, and holds what both
 * print against each other. It prints figures and judges none of them.
 */
class PprofSpeed {

    private static final int ROUNDS = 3;
    private static final int MORE_ROUNDS = 15;
    private static final long LITTLE = 1 << 20;

    @TempDir
    private static Path directory;

    /** What a process took and printed; the memory is the largest that was seen of it. */
    private record Run(double seconds, double megabytes, String output) {}

    @Test
    void top() throws Exception {
        for (int megabytes : new int[] {1, 20, 100}) {
            Path profile = write("profile-%d.pb.gz".formatted(megabytes), megabytes, 1);
            compare(
                    "%d MB (%.1f MB compressed)".formatted(megabytes, Files.size(profile) / MEGABYTE),
                    profile.toString());
        }
    }

    @Test
    void difference() throws Exception {
        Path before = write("before.pb.gz", 20, 2);
        Path after = write("after.pb.gz", 20, 3);
        compare("the difference of two of 20 MB", "-base=" + before, after.toString());
        compare("the comparison of two of 20 MB", "-diff_base=" + before, after.toString());
    }

    private static Path write(String name, int megabytes, long seed) throws IOException {
        Path file = directory.resolve(name);
        LargeHeapProfile.write(file, megabytes * (long) MEGABYTE, seed);
        return file;
    }

    private static void compare(String what, String... args) throws Exception {
        List<String> flags = new ArrayList<>(List.of("-top", "-cum", "-symbolize=none"));
        flags.addAll(List.of(args));
        List<String> go = new ArrayList<>(List.of("go", "tool", "pprof"));
        go.addAll(flags);
        List<String> ours = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Pprof.class.getName()));
        ours.addAll(flags);
        run(go); // builds the tool where that is not done yet
        boolean quick = Files.size(Path.of(args[args.length - 1])) < LITTLE;
        List<Run> theirs = new ArrayList<>();
        List<Run> mine = new ArrayList<>();
        for (int round = 0; round < (quick ? MORE_ROUNDS : ROUNDS); round++) {
            theirs.add(run(go));
            mine.add(run(ours));
        }
        assertThat(mine.get(0).output()).isEqualTo(theirs.get(0).output()).contains("flat%");
        print(
                "%s: go tool pprof %.2f s, %.0f MB; a fresh JVM %.2f s, %.0f MB; %.2f of the time%n",
                what, median(theirs), memory(theirs), median(mine), memory(mine), median(mine) / median(theirs));
    }

    private static double median(List<Run> runs) {
        return runs.stream().mapToDouble(Run::seconds).sorted().toArray()[runs.size() / 2];
    }

    private static double memory(List<Run> runs) {
        return runs.stream().mapToDouble(Run::megabytes).max().orElse(0);
    }

    private static Run run(List<String> command) throws IOException, InterruptedException {
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
        String text = Files.readString(output, UTF_8).replaceAll("(?m)^(Time|Doc): .*\n", "");
        return new Run(seconds, peak.megabytes, text);
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
