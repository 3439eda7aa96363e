package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.MEGABYTE;
import static io.github.noleak.examples.Figures.print;
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
        List<String> ours = MeasuredProcess.java(256, Pprof.class);
        ours.addAll(flags);
        run(go); // builds the tool where that is not done yet
        boolean quick = Files.size(Path.of(args[args.length - 1])) < LITTLE;
        List<MeasuredProcess> theirs = new ArrayList<>();
        List<MeasuredProcess> mine = new ArrayList<>();
        for (int round = 0; round < (quick ? MORE_ROUNDS : ROUNDS); round++) {
            theirs.add(run(go));
            mine.add(run(ours));
        }
        assertThat(report(mine.get(0))).isEqualTo(report(theirs.get(0))).contains("flat%");
        print(
                "%s: go tool pprof %.2f s, %.0f MB; a fresh JVM %.2f s, %.0f MB; %.2f of the time%n",
                what, median(theirs), memory(theirs), median(mine), memory(mine), median(mine) / median(theirs));
    }

    private static double median(List<MeasuredProcess> runs) {
        return runs.stream().mapToDouble(MeasuredProcess::seconds).sorted().toArray()[runs.size() / 2];
    }

    private static double memory(List<MeasuredProcess> runs) {
        return runs.stream().mapToDouble(MeasuredProcess::megabytes).max().orElse(0);
    }

    private static MeasuredProcess run(List<String> command) throws IOException, InterruptedException {
        return MeasuredProcess.run(command, directory);
    }

    /** Returns what both print alike. */
    private static String report(MeasuredProcess run) {
        return run.output().replaceAll("(?m)^(Time|Doc): .*\n", "");
    }
}
