package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.grack.nanojson.JsonObject;
import io.github.noleak.GoModule;
import io.github.noleak.NoLeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiny objects share blocks, and which of their lines a block counts for is chance: nothing rests on it. */
@Tag("go-alone")
class TinyObjectsTests {

    @TempDir
    Path reports;

    @Test
    void knownLeakIsKnownWhicheverLineItCountsFor() {
        GateRun run = GateRun.of(reports, KnownCase.class);

        run.passes("allow");
        assertThat(run.scenario("allow").getArray("notices")).isEmpty();
        assertThat(perOperation(run.scenario("allow"))).isCloseTo(3, within(0.06));
        assertThat(run.scenario("allow").getString("message")).contains("known: ticket 12");
    }

    @Test
    void newLeakOfTinyObjectsBesideAKnownOneIsFound() {
        GateRun run = GateRun.of(reports, NewCase.class);

        String message = run.gateFailure("note", "LEAK quota.BenchmarkNote: ");

        assertThat(message).contains("tiny objects share blocks of that size").contains("quota.go:");
        assertThat(perOperation(run.scenario("note"))).isGreaterThan(3.3);
    }

    @Test
    void whatIsWrittenHoldsForTheNextRunAndStays() throws IOException {
        Path baseline = reports.resolve("baseline.json");
        GateRun.of(
                        reports,
                        KnownCase.class,
                        "noleak.baseline.file",
                        baseline.toString(),
                        "noleak.baseline.update",
                        "true",
                        "noleak.baseline.reason",
                        "ticket 13")
                .passes("allow");
        String written = Files.readString(baseline);

        GateRun again = GateRun.of(
                reports,
                KnownCase.class,
                "noleak.baseline.file",
                baseline.toString(),
                "noleak.baseline.update",
                "true");

        again.passes("allow");
        assertThat(baseline).content().isEqualTo(written);
    }

    @Test
    void whatIsForgottenIsNoLeak() {
        GateRun.of(reports, ForgettingCase.class).passes("allowOnce");
    }

    @Test
    void lineWhoseTinyObjectsLiveForAMomentIsNotNamedBesideTheOneThatKeepsThem() {
        GateRun run = GateRun.of(reports, BesideCase.class);

        String message = run.gateFailure("note", "LEAK quota.BenchmarkNoteBesideOthers: ");

        assertThat(message)
                .contains("1 object, 16B per operation: (*Limiter).Note (quota.go:")
                .doesNotContain("Busy");
        assertThat(perOperation(run.scenario("note"))).isCloseTo(1, within(0.02));
    }

    private static double perOperation(JsonObject scenario) {
        return scenario.getObject("metrics").getObject("retained-objects").getDouble("perOperation");
    }

    @GoModule("src/test/go/tiny")
    static class KnownCase {

        @NoLeak(benchmark = "quota.BenchmarkAllow", iterations = 4_000)
        void allow() {}
    }

    @GoModule("src/test/go/tiny")
    static class NewCase {

        @NoLeak(benchmark = "quota.BenchmarkNote", iterations = 4_000)
        void note() {}
    }

    @GoModule("src/test/go/tiny")
    static class BesideCase {

        @NoLeak(benchmark = "quota.BenchmarkNoteBesideOthers")
        void note() {}
    }

    @GoModule("src/test/go/tiny")
    static class ForgettingCase {

        @NoLeak(benchmark = "quota.BenchmarkAllowOnce", iterations = 4_000)
        void allowOnce() {}
    }
}
