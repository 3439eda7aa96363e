package io.github.noleak.pprof;

import static io.github.noleak.pprof.ProfileBytes.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.noleak.pprof.format.ProfileInReading;
import io.github.noleak.pprof.model.LabelList;
import io.github.noleak.pprof.model.ReadLimits;
import io.github.noleak.pprof.model.SampleCursor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadLimitsTests {

    private static final ReadLimits TIGHT = new ReadLimits(1 << 20, 1 << 20, 1000, 100, 50_000, 1000);

    @Test
    void stopsGzipBombs() {
        byte[] zeros = new Message().bytes(99, new byte[2 << 20]).toBytes();

        assertRejected(ProfileBytes.source(ProfileBytes.gzip(zeros)))
                .withMessage("profile too large: more than 1,048,576 bytes");
    }

    @Test
    void stopsEndlessStreams() {
        assertRejected(() -> new Endless(0x50, 0x01, 0x50)).withMessage("profile too large: more than 1,048,576 bytes");
        // a gzip header with a name that never ends
        assertRejected(() -> new Endless(0x1f, 0x8b, 8, 8, 1)).withMessageStartingWith("profile too large: more than");
    }

    @Test
    void doesNotBelieveLengths() {
        assertRejected(ProfileBytes.source(
                        new Message().length(6, Integer.MAX_VALUE).toBytes()))
                .withMessageStartingWith("a string of 2,147,483,647 bytes; at most 1,000 are allowed");
        assertRejected(ProfileBytes.source(
                        new Message().length(99, Integer.MAX_VALUE).toBytes()))
                .withMessageStartingWith("broken or truncated profile");
        assertRejected(ProfileBytes.source(
                        new Message().length(2, Integer.MAX_VALUE).toBytes()))
                .withMessageStartingWith("broken or truncated profile");
    }

    @Test
    void stopsAtTheMemoryItMayTake() {
        ProfileBytes strings = ProfileBytes.small();
        Message many = new Message();
        Stream.generate(() -> new byte[0]).limit(300_000).forEach(empty -> many.bytes(6, empty));
        ProfileBytes locations = ProfileBytes.small();
        for (int i = 0; i < 60_000; i++) {
            locations.raw(new Message().message(4, new Message().varint(1, 100 + i)));
        }

        assertRejected(ProfileBytes.source(strings.raw(many).toBytes()))
                .withMessageStartingWith("profile too large: it would take more than the 1,048,576 bytes of memory");
        assertRejected(ProfileBytes.source(locations.toBytes()))
                .withMessageStartingWith("profile too large: it would take more than the 1,048,576 bytes of memory");
    }

    @Test
    void stopsAtTooManySamplesFramesOrLines() {
        ProfileBytes samples = ProfileBytes.small();
        Collections.nCopies(1000, List.of(1L)).forEach(stack -> samples.sample(stack, 1, 1));
        Message[] lines = Stream.generate(() -> line(1, 1)).limit(60).toArray(Message[]::new);
        Message[] tooManyLines = Stream.generate(() -> line(1, 1)).limit(101).toArray(Message[]::new);

        assertRejected(ProfileBytes.source(samples.toBytes()))
                .withMessageStartingWith("profile too large: more than 1,000 samples");
        assertRejected(ProfileBytes.source(ProfileBytes.small()
                        .sample(Collections.nCopies(101, 1L), 1, 1)
                        .toBytes()))
                .withMessageStartingWith("sample 1 has more than 100 frames");
        assertRejected(ProfileBytes.source(ProfileBytes.small()
                        .location(3, lines)
                        .sample(List.of(3L, 3L), 1, 1)
                        .toBytes()))
                .withMessageStartingWith("sample 1 has more than 100 frames");
        assertRejected(ProfileBytes.source(
                        ProfileBytes.small().location(3, tooManyLines).toBytes()))
                .withMessageStartingWith("location 2 has more than 100 lines");
    }

    @Test
    void stopsWhereManyShortSamplesHaveLongStacks() {
        ProfileBytes bytes = ProfileBytes.small()
                .location(3, Stream.generate(() -> line(1, 1)).limit(90).toArray(Message[]::new));
        Collections.nCopies(900, List.of(3L)).forEach(stack -> bytes.sample(stack, 1, 1));

        assertRejected(ProfileBytes.source(bytes.toBytes()))
                .withMessageStartingWith("profile too large: more than 50,000 frames in all stacks");
    }

    @Test
    void stopsWhereOneCommentIsSaidThousandsOfTimes() throws IOException {
        ProfileBytes bytes = ProfileBytes.small();
        long comment = bytes.string("c".repeat(500));

        assertThat(ProfileInReading.read(
                                ProfileBytes.source(bytes.number(13, comment).toBytes()), TIGHT)
                        .header()
                        .comments())
                .hasSize(1);
        bytes.number(13, comment).number(13, comment);
        assertRejected(ProfileBytes.source(bytes.toBytes()))
                .withMessage("profile too large: its comments have more than 1,000 characters");
    }

    /** Each field of comments took a piece of the memory that is allowed. */
    @Test
    void takesManyShortComments() throws IOException {
        ProfileBytes bytes = ProfileBytes.small();
        long comment = bytes.string("#");
        for (int i = 0; i < 1_000; i++) {
            bytes.number(13, comment);
        }

        assertThat(ProfileInReading.read(ProfileBytes.source(bytes.toBytes()), TIGHT)
                        .header()
                        .comments())
                .hasSize(1_000);
    }

    /** A sample of many labels, and an enormous name of many functions: each took the square of its time. */
    @Test
    void sortsManyLabelsAndLooksAtAnEnormousNameOnce() throws IOException {
        ProfileBytes bytes = ProfileBytes.small();
        Message labelled = new Message().packed(1, 1).packed(2, 1, 1);
        for (int i = 0; i < 9_000; i++) {
            labelled.message(3, new Message().varint(1, 4 - i % 4).varint(3, i + 1));
        }
        for (int i = 0; i < 300; i++) {
            bytes.field(2, labelled);
        }
        String enormous = "x".repeat(1 << 20);
        for (int i = 3; i < 3_000; i++) {
            bytes.function(i, enormous, "").location(i, line(i, 1));
        }
        Profile profile = ProfileReader.read(ProfileBytes.source(bytes.toBytes()));

        Profile filtered = profile.filtered(ProfileFilter.none().withIgnore("nothing[ab]$"));

        assertThat(filtered.sampleCount()).isEqualTo(2);
        SampleCursor sample = filtered.data().samples().cursor();
        sample.next();
        sample.next();
        LabelList labels = sample.labels();
        assertThat(labels.size()).isEqualTo(9_000);
        for (int i = 1; i < labels.size(); i++) {
            assertThat(labels.key(i) > labels.key(i - 1)
                            || (labels.key(i) == labels.key(i - 1) && labels.number(i) > labels.number(i - 1)))
                    .as("sorted by key, and labels of one key keep their order")
                    .isTrue();
        }
    }

    @Test
    void makesEnormousNamesOnce() throws IOException {
        ProfileBytes bytes = ProfileBytes.small()
                .function(3, "main." + "x".repeat(900), "")
                .location(3, line(3, 1), line(3, 2))
                .sample(List.of(3L), 1, 1);

        List<Frame> frames = ProfileInReading.read(ProfileBytes.source(bytes.toBytes()), TIGHT)
                .samples()
                .stack(1)
                .frames();

        assertThat(frames.get(0).function()).isSameAs(frames.get(1).function()).hasSize(905);
    }

    private static ThrowableAssertAlternative<ProfileFormatException> assertRejected(ProfileSource source) {
        return assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> ProfileInReading.read(source, TIGHT));
    }

    /** Goes on for ever with its last byte. */
    private static final class Endless extends InputStream {

        private final int[] start;
        private int position;

        Endless(int... start) {
            this.start = start;
        }

        @Override
        public int read() {
            return start[Math.min(position++, start.length - 1)];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
