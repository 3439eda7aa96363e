package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("go-alone")
@EnabledOnOs({OS.LINUX, OS.MAC})
class UnclosedFilesTests {

    @TempDir
    Path directory;

    @Test
    void filesThatTheCollectorAloneClosesAreToldAsSuch() {
        GateRun run = GateRun.of(directory, ClosingCase.class);

        assertThat(run.scenario("leftToTheCollector").getArray("notices").toString())
                .containsPattern("Nobody closes \\d+ files of (16|128|1,024) operations: the garbage collector does");
        assertThat(run.scenario("closed").getArray("notices")).isEmpty();
        assertThat(run.scenario("leftOnce").getArray("notices")).isEmpty();
        assertThat(run.scenario("closedLater").getArray("notices").toString()).doesNotContain("Nobody closes");
    }

    @GoModule("src/test/go/odd")
    static class ClosingCase {

        @NoLeak(benchmark = "unclosed.BenchmarkLeftToTheCollector")
        void leftToTheCollector() {}

        @NoLeak(benchmark = "unclosed.BenchmarkClosed")
        void closed() {}

        @NoLeak(benchmark = "unclosed.BenchmarkLeftOnce")
        void leftOnce() {}

        @NoLeak(benchmark = "unclosed.BenchmarkClosedLater")
        void closedLater() {}
    }
}
