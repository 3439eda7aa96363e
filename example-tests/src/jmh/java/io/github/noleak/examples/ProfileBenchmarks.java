package io.github.noleak.examples;

import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import io.github.noleak.pprof.TopOptions;
import io.github.noleak.pprof.TopReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is done with a heap profile, each step by itself, in a JVM that is warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProfileBenchmarks {

    /** The size before it is compressed. */
    @Param({"1", "20"})
    public int megabytes;

    private Path file;
    private Profile before;
    private Profile after;

    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("noleak-benchmark", ".pb.gz");
        before = read(2);
        after = read(3);
    }

    private Profile read(long seed) throws IOException {
        LargeHeapProfile.write(file, megabytes * (long) Figures.MEGABYTE, seed);
        return ProfileReader.read(() -> Files.newInputStream(file));
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public Profile read() throws IOException {
        return ProfileReader.read(() -> Files.newInputStream(file));
    }

    @Benchmark
    public String topByCum() {
        return TopReport.of(after, TopOptions.defaults().byCum()).text();
    }

    @Benchmark
    public Profile difference() {
        return after.minus(before);
    }

    @Benchmark
    public Profile merge() {
        return Profile.merge(List.of(before, after));
    }

    @Benchmark
    public void compress() throws IOException {
        after.write(OutputStream.nullOutputStream());
    }
}
