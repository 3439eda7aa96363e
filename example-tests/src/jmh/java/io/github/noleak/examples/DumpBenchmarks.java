package io.github.noleak.examples;

import io.github.noleak.go.goroutine.GoroutineDump;
import io.github.noleak.go.goroutine.GoroutineGroup;
import java.io.IOException;
import java.io.InputStream;
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

/** How the stacks of many goroutines are grouped, in a JVM that is warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DumpBenchmarks {

    private static final int GROUPS = 200;

    /** Each of them takes about 2 kB. */
    @Param({"1000", "10000"})
    public int goroutines;

    private Path file;

    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("noleak-benchmark", ".txt");
        LargeGoroutineDump.write(file, goroutines, GROUPS, 1);
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public List<GoroutineGroup> group() throws IOException {
        try (InputStream dump = Files.newInputStream(file)) {
            return GoroutineDump.parse(dump);
        }
    }
}
