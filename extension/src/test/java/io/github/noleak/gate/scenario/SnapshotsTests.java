package io.github.noleak.gate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.go.run.SeriesFindings;
import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.RunOutcome;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Stopped;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotsTests {

    private static final String GATE = "example.com/shop/noleakgate";

    @Test
    void doubtsAnExactProfileWithoutThePlantedObjects() {
        assertThat(sample(1, 1, 16)).isInstanceOfSatisfying(Stopped.class, stopped -> {
            assertThat(stopped.cause()).isEqualTo(Stopped.Cause.UNREADABLE);
            assertThat(stopped.headline()).startsWith("the heap profile shows 0 of 16 planted control objects");
        });
    }

    @Test
    void takesAnExactProfileThatShowsWhatWasPlanted() {
        assertThat(sample(1, 1, 0)).isInstanceOf(Snapshot.class);
    }

    @Test
    void asksNoSampledProfileForEachPlantedObject() {
        assertThat(sample(4_096, 4_096, 16)).isInstanceOf(Snapshot.class);
    }

    @Test
    void doubtsARunWhoseProfileRateWasChanged() {
        assertThat(sample(1, 512 << 10, 0))
                .isInstanceOfSatisfying(
                        Stopped.class,
                        stopped -> assertThat(stopped.headline()).contains("runtime.MemProfileRate from 1 to 524288"));
    }

    @Test
    void tellsTheTimeThatAMachineOfItsOwnWouldHaveTaken() {
        assertThat(sample(1, 1, 0, 0.25))
                .isInstanceOfSatisfying(
                        Snapshot.class, sample -> assertThat(sample.seconds()).isEqualTo(0.025, within(1e-9)));
    }

    @Test
    void seriesHasTheOperationsOfAllCallsSoFar() {
        Series series = series(1, 0).series().orElseThrow();

        assertThat(series.checkpoints())
                .extracting(sample -> sample.runPlan().totalOperations())
                .containsExactly(101L, 202L, 303L, 404L);
        assertThat(series.before()).isEqualTo(7);
        assertThat(series.allocations()).containsOnly(new Allocation(3, 4_848));
    }

    @Test
    void seriesThatDoesNotShowThePlantedObjectsIsDoubted() {
        assertThat(series(1, 2).series()).isEmpty();
        assertThat(series(1, 2).doubt()).hasValueSatisfying(stopped -> {
            assertThat(stopped.cause()).isEqualTo(Stopped.Cause.UNREADABLE);
            assertThat(stopped.headline()).startsWith("the heap profile shows 0 of 2 planted control objects");
            assertThat(stopped.runPlan().totalOperations()).isEqualTo(404);
        });
    }

    @Test
    void seriesWhoseProfileRateWasChangedIsDoubted() {
        assertThat(series(512 << 10, 0).series()).isEmpty();
        assertThat(series(512 << 10, 0).doubt())
                .hasValueSatisfying(
                        stopped -> assertThat(stopped.headline()).contains("runtime.MemProfileRate from 1 to 524288"));
    }

    @Test
    void seriesThatBrokeOffIsNone() {
        SeriesFindings slow = new SeriesFindings("BenchmarkPut", "slow", null, 1, 1_024, false, 0, List.of());

        assertThat(Snapshots.series(slow, 1, GATE)).isEqualTo(new Snapshots.Shown(Optional.empty(), Optional.empty()));
    }

    /** Returns a series of four calls, the last of which has more control objects than the profile shows. */
    private static Snapshots.Shown series(int profileRate, int planted) {
        List<SeriesFindings.Call> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            // Objects and bytes of an operation are whole numbers, as Go prints them.
            calls.add(new SeriesFindings.Call(
                    Map.of("goroutines", 2L, "open-files", 6L),
                    i < 3 ? 0 : planted,
                    true,
                    390,
                    4_870,
                    1_000,
                    100,
                    101,
                    2_000,
                    List.of()));
        }
        Profile heap = empty("_1", "_2", "_3", "_4");
        return Snapshots.series(
                new SeriesFindings("BenchmarkPut", "complete", heap, profileRate, 1_024, false, 7, calls), 1, GATE);
    }

    private static RunOutcome sample(int askedRate, int foundRate, int planted) {
        return sample(askedRate, foundRate, planted, 1);
    }

    private static RunOutcome sample(int askedRate, int foundRate, int planted, double unhindered) {
        Findings findings = new Findings(
                "go1.26.8",
                0.1,
                unhindered,
                true,
                empty(""),
                foundRate,
                planted,
                List.of(),
                false,
                1_000,
                Map.of("goroutines", 2L, "open-files", 6L),
                1_024,
                List.of(),
                List.of());
        RunPlan runPlan = new RunPlan(100, 1, SettlePolicy.QUICK, askedRate, 0.1);
        return Snapshots.of(runPlan, new RunResult.Measured(findings), GATE);
    }

    /** A heap profile without a sample, which has two values for each end of their names. */
    private static Profile empty(String... ends) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            List<String> texts = new ArrayList<>(List.of(""));
            for (String end : ends) {
                texts.add("inuse_objects" + end);
                texts.add("inuse_space" + end);
            }
            for (int i = 1; i < texts.size(); i++) {
                out.writeBytes(1, ByteString.copyFrom(new byte[] {8, (byte) i}));
            }
            for (String text : texts) {
                out.writeString(6, text);
            }
            out.flush();
            return ProfileReader.read(() -> new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
