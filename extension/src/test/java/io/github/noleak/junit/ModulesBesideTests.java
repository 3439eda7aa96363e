package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates a module that uses another one of its workspace. */
@Tag("go-alone")
class ModulesBesideTests {

    @Test
    void lineInAnotherModuleOfTheWorkspaceIsToldWithItsCause(@TempDir Path reports) {
        GateRun run = GateRun.of(reports, WorkspaceCase.class);

        assertThat(run.gateFailure("keep", "LEAK BenchmarkKeep: "))
                .contains("Keep (lib.go:8)", "8 | kept = append(kept, make([]byte, n))", "a slice that only grows");
        run.passes("drop");
    }

    @GoModule("src/test/go/beside/one")
    static class WorkspaceCase {

        @NoLeak(benchmark = "BenchmarkKeep")
        void keep() {}

        @NoLeak(benchmark = "BenchmarkDrop")
        void drop() {}
    }
}
