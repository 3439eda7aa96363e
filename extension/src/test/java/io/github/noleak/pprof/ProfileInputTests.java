package io.github.noleak.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileInputTests {

    private final byte[] small = ProfileBytes.small().toBytes();

    @Test
    void namesEmptyInput() {
        assertRejected(new byte[0]).withMessage("empty: not a single byte of a profile");
        assertRejected(ProfileBytes.gzip(new byte[0]))
                .withMessage("empty: the gzip data hold not a single byte of a profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html>\n<html>", "  <html lang='en'>\n", "<HTML>é"})
    void namesPages(String page) {
        assertRejected(page.getBytes(UTF_8)).withMessageStartingWith("not a profile but an HTML page, \"<");
        assertRejected(ProfileBytes.gzip(page.getBytes(UTF_8)))
                .withMessageStartingWith("not a profile but an HTML page, \"<");
    }

    @ParameterizedTest
    @CsvSource({
        "'heap profile: 1: 2 [3: 4] @ heap/512', 'heap profile: 1: 2 [3: 4] @ heap/512'",
        "'goroutine profile: total 5\n1 @ 0x1', 'goroutine profile: total 5'",
        "'goroutine 1 [running]:\nmain.main()', 'goroutine 1 [running]:'",
        "'--- contention:\ncycles/second=1', '--- contention:'"
    })
    void namesLegacyProfiles(String text, String firstLine) {
        assertRejected(text.getBytes(UTF_8))
                .withMessage(
                        "not supported: a legacy text profile, \"%s\""
                                + "\nAsk for the profile without debug=1 or debug=2.",
                        firstLine);
    }

    @Test
    void showsTheBeginningOfOtherTextWithoutItsControlCharacters() {
        assertRejected("404 page not found\n".getBytes(UTF_8))
                .withMessage("not a profile but text, \"404 page not found\"");
        assertRejected("no\tsuch é\r\n".repeat(99).getBytes(UTF_8))
                .withMessage("not a profile but text, \"no?such ??\"");
        assertRejected("x".repeat(999).getBytes(UTF_8))
                .withMessage("not a profile but text, \"" + "x".repeat(100) + "…\"");
    }

    @Test
    void noticesEveryTruncationOfGzip() {
        byte[] whole = ProfileBytes.gzip(small);

        for (int length = 2; length < whole.length; length++) {
            assertRejected(Arrays.copyOf(whole, length)).withMessageStartingWith("truncated gzip data: it ends after ");
        }
    }

    @Test
    void noticesDamagedGzip() {
        byte[] checksum = ProfileBytes.gzip(small);
        checksum[checksum.length - 6]++;
        byte[] body = ProfileBytes.gzip(small);
        Arrays.fill(body, 10, 20, (byte) 0xff);
        byte[] method = ProfileBytes.gzip(small);
        method[2] = 7;

        assertRejected(checksum).withMessageStartingWith("corrupt gzip data: wrong checksum or length at byte ");
        assertRejected(body).withMessageStartingWith("corrupt gzip data after byte ");
        assertRejected(method).withMessage("corrupt gzip data: unknown method 7 at byte 2");
    }

    @Test
    void rejectsConcatenatedProfiles() {
        byte[] gzip = ProfileBytes.gzip(small);
        byte[] timed = ProfileBytes.small().number(9, 7).toBytes();

        assertRejected(join(gzip, gzip)).withMessageStartingWith("more data after the end of the gzip data, at byte ");
        assertRejected(join(gzip, new byte[1])).withMessageStartingWith("more data after the end of the gzip data");
        assertRejected(join(small, small)).withMessageStartingWith("two ");
        assertRejected(join(timed, timed)).withMessageStartingWith("two ");
    }

    @Test
    void readsGzipWithAllTheExtrasInItsHeader() throws IOException {
        byte[] plain = ProfileBytes.gzip(small);
        byte[] header = {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 0, 2, 0, 'e', 'x', 'n', 0, 'c', 0, 1, 2};

        Profile profile =
                ProfileReader.read(ProfileBytes.source(join(header, Arrays.copyOfRange(plain, 10, plain.length))));

        assertThat(profile.sampleCount()).isEqualTo(1);
    }

    @Test
    void readsFromStreamsThatComeInDropsAndClosesThem() throws IOException {
        AtomicInteger open = new AtomicInteger();
        byte[] gzip = ProfileBytes.gzip(small);

        Profile profile = ProfileReader.read(() -> {
            open.incrementAndGet();
            return new Drops(gzip, open);
        });

        assertThat(profile.sampleCount()).isEqualTo(1);
        assertThat(open).hasValue(0);
    }

    @Test
    void closesTheStreamOfABrokenProfile() {
        AtomicInteger open = new AtomicInteger(1);

        assertThatIOException().isThrownBy(() -> ProfileReader.read(() -> new Drops("text".getBytes(UTF_8), open)));

        assertThat(open).hasValue(0);
    }

    @Test
    void passesOnWhatTheSourceThrows() {
        IOException reset = new IOException("connection reset");
        InputStream failing = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw reset;
            }
        };

        assertThatIOException()
                .isThrownBy(() -> ProfileReader.read(() -> failing))
                .isSameAs(reset);
    }

    @Test
    void readsTheSourceOnce() throws IOException {
        AtomicInteger opened = new AtomicInteger();

        ProfileReader.read(() -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(small);
        });

        assertThat(opened).hasValue(1);
    }

    @Test
    void largeProfileIsTheSameCompressedAndNot(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("large.pb");
        LargeProfile.write(file, 5 << 20);
        byte[] raw = Files.readAllBytes(file);
        byte[] compressed = ProfileBytes.gzip(raw);

        String text =
                TopReport.of(read(raw), TopOptions.defaults().byCum().first(20)).text();

        assertThat(text).contains("Showing top 20 nodes out of ");
        assertThat(TopReport.of(read(compressed), TopOptions.defaults().byCum().first(20))
                        .text())
                .isEqualTo(text);
        assertThatExceptionOfType(ProfileFormatException.class)
                .isThrownBy(() -> read(Arrays.copyOf(compressed, compressed.length - 100)))
                .withMessageStartingWith("truncated gzip data");
    }

    private static Profile read(byte[] bytes) throws IOException {
        return ProfileReader.read(ProfileBytes.source(bytes));
    }

    private static ThrowableAssertAlternative<ProfileFormatException> assertRejected(byte[] bytes) {
        return assertThatExceptionOfType(ProfileFormatException.class).isThrownBy(() -> read(bytes));
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    /** One byte at a time, as a slow network may give them. */
    private static final class Drops extends ByteArrayInputStream {

        private final AtomicInteger open;

        Drops(byte[] bytes, AtomicInteger open) {
            super(bytes);
            this.open = open;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
