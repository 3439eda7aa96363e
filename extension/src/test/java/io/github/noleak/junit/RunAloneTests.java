package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

@EnabledOnOs({OS.LINUX, OS.MAC})
class RunAloneTests {

    @TempDir
    Path reports;

    @Test
    void scenarioThatFailsBesideOthersAloneIsRunAgainAlone() {
        GateRun run = GateRun.of(
                EngineTestKit.engine("noleak").selectors(selectClass(SharedCase.class)),
                reports,
                "noleak.parallelism",
                "4");

        assertThat(run.verdicts()).containsEntry("BenchmarkOne", "clean").containsEntry("BenchmarkOther", "clean");
        assertThat(run.scenarios().toString())
                .contains("Beside other processes this failed: ", "address already in use", "noleak.parallelism");
        assertThat(run.gateFailure("BenchmarkNeverWorks", "ERROR BenchmarkNeverWorks: "))
                .contains("too many open files");
    }

    @GoModule("src/test/go/shared")
    @GoBenchmarks
    static class SharedCase {}
}
