package io.github.noleak.examples;

import static io.github.noleak.examples.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Times a fresh JVM that gates two clean benchmarks, as a fork of Surefire does, from its start to the first verdict and to
 * its end. Where {@code other.classpath} names another build of NoLeak, the two are timed in turn. And it times the standalone
 * runner beside Maven. It prints figures and judges none of them.
 */
class StartSpeed {

    private static final int ROUNDS = 15;

    @TempDir
    private static Path directory;

    @Test
    void twoCleanBenchmarks() throws Exception {
        String other = System.getProperty("other.classpath", "");
        String ours = without(other, System.getProperty("java.class.path"));
        List<Start> mine = new ArrayList<>();
        List<Start> theirs = new ArrayList<>();
        run(ours); // Go's build cache is filled
        for (int round = 0; round < ROUNDS; round++) {
            if (!other.isEmpty() && round % 2 == 0) { // neither is always the first
                theirs.add(run(with(ours, other)));
            }
            mine.add(run(ours));
            if (!other.isEmpty() && round % 2 != 0) {
                theirs.add(run(with(ours, other)));
            }
        }
        print("two clean benchmarks, a fresh JVM: %s%n", told(mine));
        if (!other.isEmpty()) {
            print("the other build: %s%n", told(theirs));
            print(
                    "this one takes %.2f of the time to the first verdict, %.2f of the whole%n",
                    first(mine) / first(theirs), whole(mine) / whole(theirs));
        }
    }

    /** The standalone runner, and Surefire over a compiled class, from the start of each to its first process of Go. */
    @Test
    void runnerBesideSurefire() throws Exception {
        FirstGoProcess go = new FirstGoProcess(directory);
        List<String> runner = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                standalone(),
                Path.of("go", "inventory").toAbsolutePath().toString());
        List<String> surefire = List.of("mvn", "-q", "-o", "surefire:test");
        Path project = SurefireProject.in(directory, jar());
        go.after(runner, directory); // files are read once
        go.after(surefire, project);
        List<Double> mine = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            mine.add(go.after(runner, directory));
            theirs.add(go.after(surefire, project));
        }
        print("java -jar noleak-standalone.jar: the first process of Go after %.2f s%n", middle(mine));
        print("mvn -q surefire:test: after %.2f s%n", middle(theirs));
        print("the runner takes %.2f of the time%n", middle(mine) / middle(theirs));
    }

    private static double middle(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String standalone() {
        return jar().replaceFirst("\\.jar$", "-standalone.jar");
    }

    private static String jar() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().matches("noleak-junit-.*\\.jar"))
                .findFirst()
                .orElseThrow();
    }

    /** Seconds from the start of a JVM. */
    private record Start(double first, double whole) {}

    private static Start run(String classPath) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                StartedGate.class.getName());
        MeasuredProcess process = MeasuredProcess.run(command, directory);
        String first = process.output()
                .lines()
                .filter(line -> line.startsWith(StartedGate.FIRST))
                .findFirst()
                .orElseThrow();
        assertThat(process.output().lines().filter(line -> line.startsWith("NoLeak  clean")))
                .hasSize(2);
        return new Start(Double.parseDouble(first.substring(StartedGate.FIRST.length())), process.seconds());
    }

    /** Returns the same class path with another build of NoLeak in the place of this one: to be looked for first is quicker. */
    private static String with(String classPath, String other) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).getFileName().toString().startsWith("noleak-junit") ? other : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Takes away what the other build has beside it, and this one inside: in one run of Maven both are there. */
    private static String without(String other, String classPath) {
        List<String> beside = List.of(other.split(File.pathSeparator, -1));
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !beside.contains(entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String told(List<Start> starts) {
        return String.format(Locale.ROOT, "first verdict after %.2f s, end after %.2f s", first(starts), whole(starts));
    }

    private static double first(List<Start> starts) {
        return median(starts.stream().mapToDouble(Start::first).toArray());
    }

    private static double whole(List<Start> starts) {
        return median(starts.stream().mapToDouble(Start::whole).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
