package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@Tag("go-alone")
@EnabledOnOs(LINUX)
class OffHeapTests {

    @TempDir
    Path directory;

    @Test
    void memoryOfCThatNobodyFreesIsALeak() {
        GateRun run = GateRun.of(directory, FreeingCase.class);

        assertThat(run.gateFailure("notFreed", "LEAK BenchmarkNotFreed: ")
                        .lines()
                        .findFirst())
                .hasValueSatisfying(first -> assertThat(first).contains("MB outside the heap (limit 1MB) kept from "));
        run.passes("freed");
        run.passes("freedAtTheEnd");
        run.passes("cachedOnce");
        run.passes("startsThreads");
    }

    @Test
    void filesThatNobodyUnmapsAreALeak() {
        GateRun run = GateRun.of(directory, MappingCase.class);

        run.gateFailure("notUnmapped", "LEAK BenchmarkNotUnmapped: ");
        run.passes("unmapped");
        run.passes("databaseThatGrows");
    }

    @Test
    void processesThatNobodyWaitsForAreALeak() {
        GateRun run = GateRun.of(directory, WaitingCase.class);

        assertThat(run.gateFailure("notWaitedFor", "LEAK children.BenchmarkNotWaitedFor: "))
                .contains(
                        "child-processes  +1 per operation",
                        "1 child process per operation",
                        "(docs/leaks/process-not-waited-for.md)");
        run.passes("waitedFor");
    }

    @GoModule("src/test/go/native")
    static class FreeingCase {

        @NoLeak(benchmark = "BenchmarkNotFreed")
        void notFreed() {}

        @NoLeak(benchmark = "BenchmarkFreed")
        void freed() {}

        @NoLeak(benchmark = "BenchmarkFreedAtTheEnd")
        void freedAtTheEnd() {}

        @NoLeak(benchmark = "BenchmarkCachedOnce")
        void cachedOnce() {}

        @NoLeak(benchmark = "BenchmarkStartsThreads")
        void startsThreads() {}
    }

    @GoModule("src/test/go/native")
    static class MappingCase {

        @NoLeak(benchmark = "BenchmarkNotUnmapped")
        void notUnmapped() {}

        @NoLeak(benchmark = "BenchmarkUnmapped")
        void unmapped() {}

        @NoLeak(benchmark = "BenchmarkDatabaseThatGrows")
        void databaseThatGrows() {}
    }

    @GoModule("src/test/go/odd")
    static class WaitingCase {

        @NoLeak(benchmark = "children.BenchmarkNotWaitedFor")
        void notWaitedFor() {}

        @NoLeak(benchmark = "children.BenchmarkWaitedFor")
        void waitedFor() {}
    }
}
