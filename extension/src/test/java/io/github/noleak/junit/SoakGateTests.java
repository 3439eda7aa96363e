package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.GoModule;
import io.github.noleak.GoService;
import io.github.noleak.GoServiceProcess;
import io.github.noleak.LeakProbe;
import io.github.noleak.NoLeak;
import io.github.noleak.config.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services that are called for a time that somebody has set. */
@Tag("go-alone")
class SoakGateTests {

    private static final String WEB = "src/test/go/web";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path reports;

    @Test
    void goesOnForAsLongAsItIsToldToAndSaysSo() {
        long began = System.nanoTime();
        GateRun run = GateRun.of(reports, LongCase.class);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(20));
        run.passes("closes");
        assertThat(run.scenario("closes").getString("message"))
                .containsPattern("Note: The soak went on for 2\\d\\.\\d s: [\\d,]+ calls\\.");
        assertThat(run.failure("wrong"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "@NoLeak(soak = \"soon\") on LongCase.wrong is no valid value; expected: a time such as 500ms,"
                                + " 2s, 1m or 1h");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class LongCase {

        @NoLeak(soak = "20s")
        void closes(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }

        @NoLeak(soak = "soon")
        void wrong() {}
    }

    @Test
    void callsOfAnotherToolAreCountedByWhatTheServiceSees() {
        GateRun run = GateRun.of(reports, OtherToolCase.class, "noleak.soak", "9s");
        assertThat(run.gateFailure("waitsBesideALeak", "LEAK OtherToolCase.waitsBesideALeak: "))
                .contains("(*Store).Keep (store.go:41)")
                .containsPattern("  \\+?[\\d.]+ objects?, [\\d.]+kB per operation: ")
                .containsPattern("Note: The soak went on for (9|1\\d)\\.\\d s: ");
        run.passes("waits");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class OtherToolCase {

        @NoLeak
        void waitsBesideALeak(GoServiceProcess web, LeakProbe probe) throws Exception {
            besideCallsOf(web.uri("/keeps"), probe);
        }

        @NoLeak
        void waits(GoServiceProcess web, LeakProbe probe) throws Exception {
            besideCallsOf(web.uri("/closes"), probe);
        }

        private static void besideCallsOf(URI address, LeakProbe probe) throws Exception {
            Thread tool = new Thread(() -> callOn(address), "another-tool");
            tool.start();
            try {
                while (probe.nextRound()) {
                    Thread.sleep(100);
                }
            } finally {
                tool.interrupt();
                tool.join();
            }
        }

        private static void callOn(URI address) {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    get(address);
                }
            } catch (InterruptedException e) {
                // Its time is over.
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void isJudgedByWhatItHasWhereTheServiceEnds() {
        GateRun run = GateRun.of(reports, EndingCase.class);

        assertThat(run.gateFailure("leaksUntilItEnds", "LEAK EndingCase.leaksUntilItEnds: "))
                .contains("(*Store).Keep (store.go:41)")
                .containsPattern(
                        "Note: The soak went on for 1\\d\\.\\d s: [\\d,]+ calls, and was stopped before its 14\\.0 s:"
                                + " the service ended\\.");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class EndingCase {

        private final long began = System.nanoTime();
        private int calls;
        private long first;

        @NoLeak(soak = "14s")
        void leaksUntilItEnds(GoServiceProcess web) throws Exception {
            first = calls++ == 0 ? System.nanoTime() - began : first;
            boolean late =
                    System.nanoTime() - began - first > Duration.ofSeconds(13).toNanos();
            get(web.uri(late ? "/ends" : "/keeps"));
        }
    }

    @Test
    void isJudgedByWhatItHasWhereTheTestIsInterrupted() {
        GateRun run = GateRun.of(reports, InterruptedCase.class);

        assertThat(run.failure("closes")).isInstanceOf(TimeoutException.class);
        assertThat(run.scenario("closes").getString("verdict")).isEqualTo("clean");
        assertThat(run.scenario("closes").getString("message"))
                .contains(" was stopped before its 5.0 min: the test was interrupted. It is judged by what");
    }

    @GoModule(WEB)
    @GoService(args = {"-addr", "127.0.0.1:${port}"})
    static class InterruptedCase {

        @NoLeak(soak = "5m")
        @Timeout(value = 12, unit = TimeUnit.SECONDS)
        void closes(GoServiceProcess web) throws Exception {
            get(web.uri("/closes"));
        }
    }

    private static void get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(address::toString).isEqualTo(200);
    }
}
