package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.model.LabelList;
import io.github.noleak.pprof.model.SampleCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileWriterTests {

    @TempDir
    static Path directory;

    private static GoProfiles profiles;

    @BeforeAll
    static void writeProfiles() throws IOException, InterruptedException {
        profiles = GoProfiles.write(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap-after", "allocs-after", "goroutine-after", "block-after", "mutex-after", "cpu"})
    void nothingIsLostOfWhatGoWrote(String name) throws IOException, InterruptedException {
        profiles.write("again.pb.gz", profiles.read(name + ".pb.gz"));

        assertThat(profiles.go("-raw again.pb.gz")).isEqualTo(profiles.go("-raw " + name + ".pb.gz"));
    }

    @Test
    void whatGoNeverWritesIsKeptToo() throws IOException {
        ProfileBytes bytes = ProfileBytes.small();
        bytes.field(
                        3,
                        new Message()
                                .varint(1, 9)
                                .varint(2, 4096)
                                .varint(3, 8192)
                                .varint(5, bytes.string("/bin/app"))
                                .varint(6, bytes.string("abc"))
                                .varint(9, 1))
                .field(
                        4,
                        new Message()
                                .varint(1, 1L << 63)
                                .varint(2, 9)
                                .varint(3, 5000)
                                .varint(5, 1))
                .field(
                        2,
                        new Message()
                                .varints(1, 1L << 63, 2)
                                .varints(2, -7, Long.MIN_VALUE)
                                .message(3, label(bytes.string("who"), bytes.string("me"), 0, 0))
                                .message(3, label(bytes.string("size"), 0, -48, bytes.string("bytes"))))
                .number(7, bytes.string("drop"))
                .number(8, bytes.string("keep"))
                .number(9, 1_700_000_000_000_000_000L)
                .number(10, 5_000_000_000L)
                .number(12, 524_288)
                .number(13, bytes.string("a comment"))
                .number(13, bytes.string("#hidden"))
                .number(13, 0)
                .number(14, bytes.string("objects"))
                .number(15, bytes.string("https://example.com"));
        Profile profile = bytes.read();

        Profile again = again(profile);

        assertThat(again.data().header()).isEqualTo(profile.data().header());
        assertThat(again.data().header().comments()).containsExactly("a comment", "#hidden", "");
        assertThat(again.sampleCount()).isEqualTo(2);
        assertThat(again.stack(1)).isEqualTo(profile.stack(1));
        assertThat(again.stack(1).frames().get(0)).hasToString("0x1388 /bin/app:0");
        assertThat(again.value(1, 0)).isEqualTo(-7);
        assertThat(again.value(1, 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(again.data().definitions().mappings().get(0))
                .isEqualTo(profile.data().definitions().mappings().get(0));
        LabelList labels = secondSample(again).labels();
        assertThat(labels.size()).isEqualTo(2);
        assertThat(again.data().definitions().strings().get(labels.text(0))).isEqualTo("me");
        assertThat(labels.number(1)).isEqualTo(-48);
        assertThat(again.data().definitions().strings().get(labels.unit(1))).isEqualTo("bytes");
    }

    private static Message label(long key, long text, long number, long unit) {
        return new Message().varint(1, key).varint(2, text).varint(3, number).varint(4, unit);
    }

    private static SampleCursor secondSample(Profile profile) {
        SampleCursor cursor = profile.data().samples().cursor();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isTrue();
        return cursor;
    }

    @Test
    void profileWithoutSamplesIsProfileAllTheSame() throws IOException {
        Profile empty =
                again(Profile.merge(List.of(ProfileBytes.small().read())).scaled(0));

        assertThat(empty.sampleCount()).isZero();
        assertThat(empty.sampleTypes()).hasSize(2);
        assertThat(TopReport.of(empty, TopOptions.defaults()).text()).isEqualTo("""
                Type: space
                Showing nodes accounting for 0, 0% of 0 total
                      flat  flat%   sum%        cum   cum%
                """);
    }

    static Profile again(Profile profile) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        profile.write(target);
        return ProfileReader.read(ProfileBytes.source(target.toByteArray()));
    }
}
