package io.github.noleak.go.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.noleak.go.goroutine.GoroutineDump;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.goroutine.PanicText;
import io.github.noleak.go.inspect.LastWaits;
import io.github.noleak.go.inspect.TraceEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/**
 * Searches for text that a reader of what Go prints does not survive, or counts wrong.
 *
 * <p>In ordinary runs it replays its seeds. To search for a minute, or for as long as {@code maxDuration} says:
 * {@code JAZZER_FUZZ=1 mvn -pl extension test -Djazzer.hooks=true -Dtest=GoTextFuzzTests}
 */
class GoTextFuzzTests {

    @FuzzTest(maxDuration = "1m")
    void everyTextIsReadAndNothingIsCountedTwice(byte[] bytes) throws IOException {
        List<GoroutineGroup> groups = GoroutineDump.parse(new ByteArrayInputStream(bytes));
        String text = new String(bytes, UTF_8);
        long headers = text.lines().filter(l -> l.startsWith("goroutine ")).count();
        assertThat(groups.stream().mapToLong(GoroutineGroup::count).sum()).isLessThanOrEqualTo(headers);
        assertThat(groups).allSatisfy(g -> assertThat(g.unreachable()).isBetween(0, g.count()));

        TraceEvents events = new TraceEvents();
        events.take(new ByteArrayInputStream(bytes));
        long blocked = text.lines().filter(l -> l.contains("Running->Waiting")).count();
        assertThat(events.end().waits().stream()
                        .mapToInt(LastWaits.LastWait::goroutines)
                        .sum())
                .isLessThanOrEqualTo((int) blocked);

        assertThat(BenchmarkOutput.parse(new StringReader(text), "BenchmarkNoisy", 2, 1000))
                .allSatisfy(r -> assertThat(r.iterations()).isPositive());
        OutcomeLines.all(new StringReader(text), "TestSub", 2);
        PanicText.find(new StringReader(text), frame -> frame.line() % 2 == 0);
    }
}
