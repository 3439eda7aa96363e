package io.github.noleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.noleak.go.Findings;
import io.github.noleak.go.RunResult;
import io.github.noleak.pprof.Profile;
import io.github.noleak.pprof.ProfileReader;
import io.github.noleak.verdict.Attempt;
import io.github.noleak.verdict.Care;
import io.github.noleak.verdict.Sample;
import io.github.noleak.verdict.Stopped;
import io.github.noleak.verdict.Trial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTests {

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
        assertThat(sample(1, 1, 0)).isInstanceOf(Sample.class);
    }

    @Test
    void asksNoSampledProfileForEachPlantedObject() {
        assertThat(sample(4_096, 4_096, 16)).isInstanceOf(Sample.class);
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
                        Sample.class, sample -> assertThat(sample.seconds()).isEqualTo(0.025, within(1e-9)));
    }

    private static Attempt sample(int askedRate, int foundRate, int planted) {
        return sample(askedRate, foundRate, planted, 1);
    }

    private static Attempt sample(int askedRate, int foundRate, int planted, double unhindered) {
        Findings findings = new Findings(
                "go1.26.8",
                0.1,
                unhindered,
                true,
                empty(),
                foundRate,
                planted,
                List.of(),
                false,
                2,
                1_000,
                6,
                1_024,
                7,
                List.of(),
                List.of());
        Trial trial = new Trial(100, 1, Care.QUICK, askedRate, 0.1);
        return Samples.of(trial, new RunResult.Measured(findings), GATE);
    }

    /** A heap profile without a sample. */
    private static Profile empty() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeBytes(1, ByteString.copyFrom(new byte[] {8, 1}));
            out.writeBytes(1, ByteString.copyFrom(new byte[] {8, 2}));
            for (String text : List.of("", "inuse_objects", "inuse_space")) {
                out.writeString(6, text);
            }
            out.flush();
            return ProfileReader.read(() -> new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
