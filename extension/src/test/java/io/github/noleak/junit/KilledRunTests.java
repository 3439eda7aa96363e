package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.github.noleak.GoBenchmarks;
import io.github.noleak.GoModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

@Tag("go-alone")
class KilledRunTests {

    private static final Pattern VERDICT = Pattern.compile(
            "NoLeak  +(?:\\d+(?: of \\d+)?  )?(?:clean|leak|error|hang|regression|inconclusive|skipped) +(\\S+) \\(.*");

    @TempDir
    Path reports;

    @TempDir
    Path temporary;

    @Test
    void killedJvmLeavesAReportOfAllThatItHasTold() throws Exception {
        Files.writeString(
                reports.resolve("report.json"),
                "{\"schema\":1,\"scenarios\":[{\"id\":\"old.BenchmarkOld\",\"test\":\"T.old\",\"verdict\":\"clean\"}]}");
        List<String> told = new ArrayList<>();
        Process java = start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(java.getInputStream(), StandardCharsets.UTF_8))) {
            int enough = ThreadLocalRandom.current().nextInt(1, 6);
            String line;
            while ((line = output.readLine()) != null) {
                Matcher verdict = VERDICT.matcher(line);
                if (verdict.matches()) {
                    told.add(verdict.group(1));
                }
                if (told.size() == enough && java.isAlive()) {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(300));
                    java.toHandle().destroyForcibly(); // and what it has printed is read to its end
                }
            }
        }
        assertThat(java.waitFor()).as("%s", told).isNotZero();
        assertThat(told).isNotEmpty();

        JsonObject report = JsonParser.object().from(Files.readString(reports.resolve("report.json")));
        List<String> ids = report.getArray("scenarios").stream()
                .map(s -> ((JsonObject) s).getString("id"))
                .toList();
        assertThat(ids).containsAll(told).doesNotHaveDuplicates().doesNotContain("old.BenchmarkOld");
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
                assertThat(all.map(p -> p.info().commandLine().orElse("")))
                        .noneMatch(command -> command.contains(temporary.toString()));
            }
            assertThat(temporary).isEmptyDirectory();
        });
    }

    private Process start() throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Gating.class.getName(),
                reports.toString());
        java.environment().put("TMPDIR", temporary.toString());
        return java.redirectErrorStream(true).start();
    }

    /** Gates a module of several benchmarks. */
    static final class Gating {

        private Gating() {}

        public static void main(String[] arguments) {
            EngineTestKit.engine("noleak")
                    .selectors(selectClass(StorefrontCase.class))
                    .configurationParameter("noleak.report.dir", arguments[0])
                    .execute();
        }
    }

    @GoModule("../example-tests/go/storefront")
    @GoBenchmarks
    static class StorefrontCase {}
}
