package io.github.noleak.pprof;

import static io.github.noleak.pprof.ProfileBytes.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileReaderTests {

    private static final Frame LEAK = new Frame("main.leak", "/src/main.go", 10);
    private static final Frame MAIN = new Frame("main.main", "/src/main.go", 20);

    @Test
    void readsTypesValuesAndStacksLeafFirst() {
        Profile profile = ProfileBytes.small().number(12, 512).read();

        assertThat(profile.sampleTypes())
                .containsExactly(new ValueType("objects", "count"), new ValueType("space", "bytes"));
        assertThat(profile.period()).isEqualTo(512);
        assertThat(profile.sampleCount()).isEqualTo(1);
        assertThat(profile.value(0, 0)).isEqualTo(3);
        assertThat(profile.value(0, 1)).isEqualTo(48);
        assertThat(profile.stack(0)).isEqualTo(new CallStack(List.of(LEAK, MAIN)));
        assertThat(profile.stack(0).frames().get(0)).hasToString("main.leak /src/main.go:10");
    }

    @Test
    void readsGzip() throws IOException {
        byte[] gzip = ProfileBytes.gzip(ProfileBytes.small().toBytes());

        Profile profile = ProfileReader.read(ProfileBytes.source(gzip));

        assertThat(profile.stack(0).frames()).containsExactly(LEAK, MAIN);
    }

    @Test
    void readsNumbersThatAreNotPackedOrPackedInParts() {
        Message unpacked = new Message().varints(1, 1, 2).varints(2, 5, 6);
        Message mixed = new Message()
                .packed(2, 7)
                .varint(1, 1)
                .packed(1)
                .packed(1, 2, 1)
                .varint(2, 8);

        Profile profile =
                ProfileBytes.small().field(2, unpacked).field(2, mixed).read();

        assertThat(profile.stack(1).frames()).containsExactly(LEAK, MAIN);
        assertThat(profile.stack(2).frames()).containsExactly(LEAK, MAIN, LEAK);
        assertThat(List.of(profile.value(1, 0), profile.value(1, 1), profile.value(2, 0), profile.value(2, 1)))
                .containsExactly(5L, 6L, 7L, 8L);
    }

    @Test
    void readsFieldsInAnyOrderAndSkipsUnknownOnes() throws IOException {
        Message upsideDown = new Message()
                .varint(99, 1)
                .bytes(6, new byte[0])
                .bytes(6, "n".getBytes(UTF_8))
                .message(2, new Message().packed(2, 4).packed(1, 7))
                .message(4, new Message().message(4, line(9, 3)).varint(1, 7))
                .message(5, new Message().varint(2, 1).varint(1, 9))
                .message(1, new Message().varint(1, 1).varint(2, 1))
                .raw(0x81, 1, 1, 2, 3, 4, 5, 6, 7, 8)
                .raw(0x85, 1, 1, 2, 3, 4);

        Profile profile = ProfileReader.read(ProfileBytes.source(upsideDown.toBytes()));

        assertThat(profile.stack(0).frames()).containsExactly(new Frame("n", "", 3));
    }

    @Test
    void expandsInlinedCallsInnermostFirst() {
        Profile profile = ProfileBytes.small()
                .location(3, line(1, 11), line(2, 21))
                .sample(List.of(3L, 2L), 1, 1)
                .read();

        assertThat(profile.stack(1).frames()).extracting(Frame::line).containsExactly(11, 21, 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 1000, 0x7fff_1234_5678L, -1, Long.MIN_VALUE})
    void takesAnyIds(long id) {
        Profile profile = new ProfileBytes()
                .sampleType("n", "count")
                .function(id, "f", "f.go")
                .function(1, "g", "g.go")
                .location(id, line(id, 5))
                .location(1, line(1, 6))
                .sample(List.of(1L, id), 1)
                .read();

        assertThat(profile.stack(0).frames()).containsExactly(new Frame("g", "g.go", 6), new Frame("f", "f.go", 5));
    }

    @Test
    void showsTheAddressOfCodeWithoutSymbols() {
        ProfileBytes bytes = ProfileBytes.small();
        Profile profile = bytes.field(3, new Message().varint(1, 1).varint(5, bytes.string("/bin/app")))
                .field(4, new Message().varint(1, 3).varint(2, 1).varint(3, 0x4a3f10))
                .field(4, new Message().varint(1, 4).varint(2, 77).varint(3, -1))
                .sample(List.of(3L, 4L), 0, 0)
                .read();

        assertThat(profile.stack(1).frames())
                .containsExactly(new Frame("0x4a3f10", "/bin/app", 0), new Frame("0xffffffffffffffff", "", 0));
    }

    @Test
    void keepsExtremeValuesEmptyStacksAndControlCharacters() {
        Profile profile = ProfileBytes.small()
                .function(3, "\u001b[31mé\n\uD83D\uDCA7", "")
                .location(3, line(3, -1))
                .sample(List.of(), Long.MIN_VALUE, Long.MAX_VALUE)
                .sample(List.of(3L), -1, 0)
                .read();

        assertThat(profile.stack(1).frames()).isEmpty();
        assertThat(profile.value(1, 0)).isEqualTo(Long.MIN_VALUE);
        assertThat(profile.value(1, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(profile.value(2, 0)).isEqualTo(-1);
        assertThat(profile.stack(2).frames()).containsExactly(new Frame("\u001b[31mé\n\uD83D\uDCA7", "", -1));
    }

    @Test
    void takesTheSystemNameWhereThereIsNoOther() {
        ProfileBytes bytes = ProfileBytes.small();
        Profile profile = bytes.field(5, new Message().varint(1, 3).varint(3, bytes.string("_Z3foov")))
                .location(3, line(3, 0))
                .sample(List.of(3L), 0, 0)
                .read();

        assertThat(profile.stack(1).frames()).extracting(Frame::function).containsExactly("_Z3foov");
    }

    @Test
    void findsSampleTypesByName() {
        Profile profile = ProfileBytes.small().read();

        assertThat(profile.sampleType("space")).isEqualTo(1);
        assertThat(profile.sampleType("inuse_space")).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile.sampleType("cpu"))
                .withMessage("no sample type cpu; there are: objects, space");
    }

    @Test
    void showsTheLastTypeUnlessTheProfileNamesAnother() {
        ProfileBytes named = ProfileBytes.small();
        ProfileBytes unknown = ProfileBytes.small();

        assertThat(ProfileBytes.small().read().defaultSampleType()).isEqualTo(1);
        assertThat(named.number(14, named.string("objects")).read().defaultSampleType())
                .isZero();
        assertThat(unknown.number(14, unknown.string("cpu")).read().defaultSampleType())
                .isEqualTo(1);
    }

    @Test
    void findsEachOfManySamples() {
        ProfileBytes bytes = ProfileBytes.small();
        for (int i = 1; i < 3000; i++) {
            bytes.sample(i % 3 == 0 ? List.of(2L) : List.of(1L, 2L), i, -i);
        }
        Profile profile = bytes.read();
        List<String> visited = new ArrayList<>();

        profile.forEach((stack, values) -> visited.add(stack + " " + values[0] + " " + values[1]));

        assertThat(visited).hasSize(3000).hasSize(profile.sampleCount());
        for (int i = 0; i < visited.size(); i++) {
            assertThat(profile.stack(i) + " " + profile.value(i, 0) + " " + profile.value(i, 1))
                    .isEqualTo(visited.get(i));
        }
    }

    @Test
    void rejectsIndexesThatAreOut() {
        Profile profile = ProfileBytes.small().read();

        assertThatThrownBy(() -> profile.stack(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> profile.value(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> profile.value(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
