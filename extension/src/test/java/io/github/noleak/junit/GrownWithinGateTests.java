package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

@Tag("go-alone")
class GrownWithinGateTests {

    @TempDir
    Path directory;

    @Test
    void sweepNoticesWhatGrowsWithinACall() {
        GateRun run = GateRun.of(EngineTestKit.engine("noleak").selectors(selectClass(ModuleCase.class)), directory);
        Map<String, List<String>> notices = new TreeMap<>();
        run.scenarios()
                .forEach(s -> notices.put(
                        s.getString("id"),
                        s.getArray("notices").stream().map(String.class::cast).toList()));

        assertThat(run.verdicts())
                .hasSizeGreaterThan(10)
                .allSatisfy((id, verdict) -> assertThat(verdict).as(id).isEqualTo("clean"));
        assertThat(notices).allSatisfy((id, all) -> {
            if (id.contains("Growing")) {
                assertThat(all).as(id).singleElement().asString().contains("within a call", "looks_test.go:", id);
            } else {
                assertThat(all).as(id).isEmpty();
            }
        });
    }

    @Test
    void soDoesAScenarioOfItsOwn() {
        GateRun run = GateRun.of(directory, AloneCase.class);

        assertThat(run.scenario("put").getArray("notices"))
                .singleElement()
                .asString()
                .startsWith("This grows within a call, up to ")
                .contains(
                        " operations, and is let go of when that ends: (*lru).put (within_test.go:",
                        " by 2 objects, ",
                        "`within: true` for \"within.BenchmarkForgetful\" in noleak.yml");
        assertThat(run.scenario("mindful").getArray("notices")).isEmpty();
        assertThat(run.scenario("judged").getArray("notices").toString())
                .as("it has been asked for")
                .doesNotContain("It is not judged");
    }

    @GoModule("src/test/go/odd")
    @GoBenchmarks(packages = "./looks", include = "BenchmarkGrowing(Map|List|InRoom|Tiny|NowAndThen)|BenchmarkSteady.*")
    static class ModuleCase {}

    @GoModule("src/test/go/odd")
    static class AloneCase {

        @NoLeak(benchmark = "within.BenchmarkForgetful")
        void put() {}

        @NoLeak(benchmark = "within.BenchmarkMindful")
        void mindful() {}

        @NoLeak(benchmark = "within.BenchmarkMindful", within = true)
        void judged() {}
    }
}
