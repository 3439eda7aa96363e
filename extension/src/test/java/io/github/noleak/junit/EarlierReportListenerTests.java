package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class EarlierReportListenerTests {

    @TempDir
    Path reports;

    @Test
    void runThatGatesNothingLeavesNoReportOfAnEarlierBuild() throws Exception {
        Path report = Files.writeString(reports.resolve("report.json"), "{\"scenarios\": [{\"id\": \"old\"}]}");
        run();

        assertThat(report).content().contains("\"scenarios\": []").doesNotContain("old");
    }

    @Test
    void runThatGatesNothingMakesNoReport() {
        run();

        assertThat(reports).isEmptyDirectory();
    }

    private void run() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(GatesNothing.class))
                .configurationParameter("noleak.report.dir", reports.toString())
                .build();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .build())
                .execute(request);
    }

    static class GatesNothing {
        @Test
        void passes() {}
    }
}
