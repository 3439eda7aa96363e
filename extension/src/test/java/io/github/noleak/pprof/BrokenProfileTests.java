package io.github.noleak.pprof;

import static io.github.noleak.pprof.ProfileBytes.line;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenProfileTests {

    static Stream<Arguments> brokenProfiles() {
        return Stream.of(
                arguments(small().sample(List.of(1L), 1), "sample 1 has 1 values for 2 sample types"),
                arguments(small().sample(List.of(1L), 1, 2, 3), "sample 1 has 3 values for 2 sample types"),
                arguments(small().sample(List.of(9L), 1, 2), "sample 1 names location 9, which does not exist"),
                arguments(small().sample(List.of(0L), 1, 2), "sample 1 names location 0, which does not exist"),
                arguments(
                        small().sample(List.of(-1L), 1, 2),
                        "sample 1 names location 18446744073709551615, which does not exist"),
                arguments(small().location(1, line(1, 1)), "two locations have the id 1, the second is location 2"),
                arguments(small().location(0, line(1, 1)), "location 2 has the id 0, which means none"),
                arguments(small().function(2, "f", ""), "two functions have the id 2, the second is function 2"),
                arguments(small().function(0, "f", ""), "function 2 has the id 0, which means none"),
                arguments(small().field(3, new Message()), "mapping 0 has the id 0, which means none"),
                arguments(small().location(3, line(7, 1)), "location 2 names function 7, which does not exist"),
                arguments(small().location(3, new Message()), "location 2 names function 0, which does not exist"),
                arguments(small().location(3, line(1, 1L << 31)), "location 2 has the line number 2147483648"),
                arguments(
                        small().field(5, new Message().varint(1, 3).varint(2, 50)),
                        "function 2 names string 50, and there are 8 strings"),
                arguments(
                        small().field(5, new Message().varint(1, 3).varint(4, -1)),
                        "function 2 names string -1, which cannot exist"),
                arguments(
                        small().field(3, new Message().varint(1, 3).varint(5, 1L << 40)),
                        "mapping 0 names string 1099511627776, which cannot exist"),
                arguments(
                        small().field(1, new Message().varint(2, 8)),
                        "sample type 2 names string 8, and there are 8 strings"),
                arguments(small().number(14, 8), "field 14 names string 8, and there are 8 strings"),
                arguments(
                        small().raw(new Message().packed(13, 1, 8)),
                        "field 13 names string 8, and there are 8 strings"),
                arguments(
                        small().field(2, new Message().packed(2, 1, 1).message(3, new Message().varint(1, 8))),
                        "a label of sample 1 names string 8, and there are 8 strings"),
                arguments(small().number(9, 1).number(9, 2), "two profiles in one: the time is there twice"),
                arguments(small().number(2, 1), "broken profile: field 2 has the wire type 0"),
                arguments(small().field(12, new Message()), "broken profile: field 12 has the wire type 2"),
                arguments(small().raw(new Message().raw(0x7b)), "broken profile: field 15 has the wire type 3"),
                arguments(small().raw(new Message().raw(0x02)), "broken profile: the tag 0x2"),
                arguments(
                        small().raw(new Message().raw(0x92, 0x80, 0x80, 0x80, 0x10)), "broken profile: the tag 0x100"),
                arguments(small().raw(new Message().length(2, -1)), "broken profile: field 2 has the length 1844674"),
                arguments(new ProfileBytes().raw(new Message().bytes(6, new byte[] {'x'})), "string 0 must be empty"),
                arguments(new ProfileBytes(), "not a profile: it has no sample types"),
                arguments(new ProfileBytes().sample(List.of()), "not a profile: it has no sample types"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("brokenProfiles")
    void saysWhatIsWrong(ProfileBytes broken, String message) {
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> ProfileReader.read(ProfileBytes.source(broken.toBytes())))
                .withMessageStartingWith(message);
    }

    @Test
    void allSamplesHaveAsManyValuesAlsoWhereTheTypesComeLater() {
        Message empty = new Message();
        byte[] bytes = new Message()
                .message(2, empty)
                .message(2, new Message().varints(2, 7))
                .add(new Message().raw(small().toBytes()))
                .toBytes();

        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> ProfileReader.read(ProfileBytes.source(bytes)))
                .withMessageStartingWith("sample 1 has 1 values for 0 sample types");
    }

    @Test
    void profileWithoutStringsIsNone() {
        byte[] bytes = new Message().message(1, new Message()).toBytes();

        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> ProfileReader.read(ProfileBytes.source(bytes)))
                .withMessage("not a profile: it has no strings");
    }

    @Test
    void saysAtWhichByte() {
        byte[] bytes = new Message().raw(0x12, 5, 8).toBytes();

        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> ProfileReader.read(ProfileBytes.source(bytes)))
                .withMessageMatching("(?s)broken or truncated profile at byte \\d+\n.*");
    }

    @Test
    void noticesEveryTruncation() {
        byte[] whole = small().toBytes();

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(ProfileFormatException.class)
                    .as("the first %d of %d bytes", length, whole.length)
                    .isThrownBy(() -> ProfileReader.read(ProfileBytes.source(part)));
        }
    }

    @Test
    void noticesNestedMessagesThatEndWithTheFile() {
        // The strings are complete, the last field claims more than there is, and what is there is whole.
        byte[] bytes = small().raw(new Message().bytes(6, new byte[0])).toBytes();
        Message cut = new Message().length(4, 100).varint(1, 3);
        byte[] all = Arrays.copyOf(bytes, bytes.length + cut.toBytes().length);
        System.arraycopy(cut.toBytes(), 0, all, bytes.length, cut.toBytes().length);

        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> ProfileReader.read(ProfileBytes.source(all)))
                .withMessageStartingWith("truncated profile: it ends after ");
    }

    private static ProfileBytes small() {
        return ProfileBytes.small();
    }
}
