package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
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
    void noticeSaysWhatGrowsWithinACall() {
        GateRun run = GateRun.of(EngineTestKit.engine("noleak").selectors(selectClass(ModuleCase.class)), directory);
        Map<String, List<String>> notices = new TreeMap<>();
        run.scenarios()
                .forEach(s -> notices.put(
                        s.getString("id"),
                        s.getArray("notices").stream().map(String.class::cast).toList()));
        notices.forEach((id, all) -> System.out.println(id + " " + all));
        assertThat(run.verdicts()).containsValue("clean");
    }

    @GoModule("src/test/go/odd")
    @GoBenchmarks(packages = "./looks")
    static class ModuleCase {}
}
