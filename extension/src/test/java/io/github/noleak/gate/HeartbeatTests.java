package io.github.noleak.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HeartbeatTests {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void lineSaysWhichScenarioLivesAndWhatItDoes() {
        try (Heartbeat heartbeat = new Heartbeat(Duration.ofMillis(10), lines::add);
                Activity activity = heartbeat.begin("cache.BenchmarkPut")) {
            activity.begin("running 12,800 operations");
            activity.begin("waiting for one of 4 places");
            await().until(() -> lines.stream().anyMatch(l -> l.contains("waiting")));
        }

        assertThat(lines.get(lines.size() - 1))
                .matches("NoLeak  running      cache\\.BenchmarkPut \\(\\d+ s\\) "
                        + " running 12,800 operations, waiting for one of 4 places");
    }

    @Test
    void stepThatHasEndedIsNotShown() {
        Activity activity = Activity.unseen();
        activity.during("building", () -> assertThat(activity.now()).isEqualTo("building"));
        Activity.Step one = activity.begin("running 10 operations");
        Activity.Step other = activity.begin("running 10 operations");

        assertThat(activity.now()).isEqualTo("running 10 operations");
        one.close();
        assertThat(activity.now()).isEqualTo("running 10 operations");
        other.close();
        assertThat(activity.now()).isEmpty();
    }

    @Test
    void pausesBetweenLinesGrow() {
        try (Heartbeat heartbeat = new Heartbeat(Duration.ofMillis(20), lines::add)) {
            long began = System.nanoTime();
            try (Activity activity = heartbeat.begin("cache.BenchmarkPut")) {
                activity.begin("building");
                await().until(() -> lines.size() == 3); // after 20, 60 and 140 ms
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(140));
        }
    }

    @Test
    void nothingIsSaidOfAScenarioThatHasEndedInTime() throws InterruptedException {
        try (Heartbeat heartbeat = new Heartbeat(Duration.ofMillis(200), lines::add)) {
            for (int i = 0; i < 100; i++) {
                heartbeat.begin("cache.BenchmarkPut").close();
            }
            Thread.sleep(500);
        }

        assertThat(lines).isEmpty();
    }

    @Test
    void noThreadIsLeftBehind() {
        try (Heartbeat heartbeat = new Heartbeat(Duration.ofMillis(1), lines::add)) {
            heartbeat.begin("cache.BenchmarkPut");
            await().until(() -> !lines.isEmpty());
        }

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("noleak-heartbeat"));
    }
}
