package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileMergerTests {

    private static final List<Long> STACK = List.of(1L, 2L);
    private static final List<Long> OTHER = List.of(2L);

    @Test
    void samplesOfTheSameStackBecomeOne() {
        Profile merged = Profile.merge(List.of(
                ProfileBytes.small().sample(STACK, 4, 64).read(),
                ProfileBytes.small().sample(OTHER, 1, 16).read()));

        assertThat(samples(merged)).containsExactly("main.leak main.main: 10 160", "main.main: 1 16");
    }

    @Test
    void idsMeanNothingBeyondTheirProfile() {
        Profile renumbered = new ProfileBytes()
                .sampleType("objects", "count")
                .sampleType("space", "bytes")
                .function(77, "main.main", "/src/main.go")
                .function(5, "main.leak", "/src/main.go")
                .location(2, ProfileBytes.line(5, 10))
                .location(1, ProfileBytes.line(77, 20))
                .sample(List.of(2L, 1L), 30, 480)
                .read();

        assertThat(samples(Profile.merge(List.of(ProfileBytes.small().read(), renumbered))))
                .containsExactly("main.leak main.main: 33 528");
    }

    @Test
    void sameBinaryElsewhereInMemoryIsTheSame() {
        Profile merged = Profile.merge(
                List.of(mapped(0x1000, "abc").read(), mapped(0x9000, "abc").read()));

        assertThat(samples(merged)).containsExactly("0x1010: 2");
        assertThat(samples(Profile.merge(List.of(
                        mapped(0x1000, "abc").read(), mapped(0x9000, "other").read()))))
                .containsExactly("0x1010: 1", "0x9010: 1");
    }

    private static ProfileBytes mapped(long start, String buildId) {
        ProfileBytes bytes = new ProfileBytes().sampleType("samples", "count");
        return bytes.field(
                        3,
                        new Message()
                                .varint(1, 1)
                                .varint(2, start)
                                .varint(3, start + 0x800)
                                .varint(6, bytes.string(buildId)))
                .field(4, new Message().varint(1, 1).varint(2, 1).varint(3, start + 0x10))
                .sample(List.of(1L), 1);
    }

    @Test
    void samplesOfOtherLabelsStayApart() {
        Profile merged = Profile.merge(List.of(
                labelled("a").read(), labelled("b").read(), labelled("a").read()));

        assertThat(samples(merged)).containsExactly("main.main: 2 2", "main.main: 1 1");
    }

    private static ProfileBytes labelled(String text) {
        ProfileBytes bytes = new ProfileBytes()
                .sampleType("objects", "count")
                .sampleType("space", "bytes")
                .function(1, "main.main", "/src/main.go")
                .location(1, ProfileBytes.line(1, 1));
        Message label = new Message().varint(1, bytes.string("who")).varint(2, bytes.string(text));
        return bytes.field(2, new Message().varints(1, 1).varints(2, 1, 1).message(3, label));
    }

    @Test
    void whatIsInBothIsGoneFromTheirDifference() {
        Profile after = ProfileBytes.small().sample(OTHER, 5, 80).read();
        Profile before = ProfileBytes.small().read();

        Profile difference = after.minus(before);

        assertThat(samples(difference)).containsExactly("main.main: 5 80");
        assertThat(difference.data().definitions().functions().size())
                .as("what nobody uses is left behind")
                .isEqualTo(1);
        assertThat(samples(before.minus(before))).isEmpty();
    }

    @Test
    void comparisonKeepsBothSides() {
        Profile after = ProfileBytes.small().sample(OTHER, 5, 80).read();
        Profile compared = after.comparedTo(ProfileBytes.small().read());

        assertThat(samples(compared))
                .containsExactly("main.leak main.main: 3 48", "main.main: 5 80", "main.leak main.main: -3 -48");
        assertThat(TopReport.of(compared, TopOptions.defaults()).total())
                .as("that of the base")
                .isEqualTo(48);
    }

    @Test
    void scaledValuesAreRounded() {
        Profile profile = ProfileBytes.small().sample(OTHER, 1, -5).read();

        assertThat(samples(profile.scaled(0.5)))
                .as("halves away from zero, as Go rounds them")
                .containsExactly("main.leak main.main: 2 24", "main.main: 1 -3");
        assertThat(samples(profile.scaled(0.1))).containsExactly("main.leak main.main: 0 5", "main.main: 0 -1");
        assertThat(samples(profile.scaled(0.001))).isEmpty();
    }

    @Test
    void onlyWhatAllMeasureIsMerged() {
        Profile two = ProfileBytes.small().read();
        Profile one = new ProfileBytes()
                .sampleType("space", "kilobytes")
                .function(1, "main.leak", "/src/main.go")
                .function(2, "main.main", "/src/main.go")
                .location(1, ProfileBytes.line(1, 10))
                .location(2, ProfileBytes.line(2, 20))
                .sample(STACK, 2)
                .read();

        Profile merged = Profile.merge(List.of(two, one));

        assertThat(merged.sampleTypes()).containsExactly(new ValueType("space", "bytes"));
        assertThat(samples(merged)).containsExactly("main.leak main.main: 2096");
    }

    @Test
    void profilesThatMeasureDifferentThingsAreNoSum() {
        Profile space = ProfileBytes.small().read();
        Profile time = new ProfileBytes().sampleType("cpu", "nanoseconds").read();
        Profile seconds = new ProfileBytes().sampleType("space", "seconds").read();

        assertThatThrownBy(() -> Profile.merge(List.of(space, time)))
                .hasMessage("the profiles have no sample type in common: [objects, space] and [cpu]");
        assertThatThrownBy(() -> Profile.merge(List.of(space, seconds)))
                .hasMessage("the profiles do not measure the same: space/bytes and space/seconds");
        assertThatThrownBy(() -> Profile.merge(List.of())).hasMessage("no profiles to merge");
    }

    @Test
    void sumsThatAreTooLargeAreNoSum() {
        Profile large = ProfileBytes.small().sample(OTHER, Long.MAX_VALUE, 1).read();

        assertThatThrownBy(() -> Profile.merge(List.of(large, large)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("add up to more than a number of 64 bits can be");
        assertThatThrownBy(() -> large.scaled(3))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("is more than a number of 64 bits can be");
    }

    @Test
    void mergedProfileSaysWhatItsPartsSay() {
        Profile merged = Profile.merge(List.of(
                ProfileBytes.small()
                        .number(9, 2000)
                        .number(10, 7)
                        .number(12, 512)
                        .read(),
                ProfileBytes.small()
                        .number(9, 1000)
                        .number(10, 5)
                        .number(12, 1024)
                        .read()));

        assertThat(merged.timeNanos()).as("the first").isEqualTo(1000);
        assertThat(merged.durationNanos()).as("all of it").isEqualTo(12);
        assertThat(merged.period()).isEqualTo(1024);
    }

    static List<String> samples(Profile profile) {
        List<String> samples = new ArrayList<>();
        profile.forEach((stack, values) -> {
            List<String> numbers = new ArrayList<>();
            for (long value : values) {
                numbers.add(String.valueOf(value));
            }
            samples.add(String.join(
                            " ", stack.frames().stream().map(Frame::function).toList()) + ": "
                    + String.join(" ", numbers));
        });
        return samples;
    }
}
