package io.github.noleak.pprof.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipOutputTests {

    private final AtomicBoolean closed = new AtomicBoolean();
    private final ByteArrayOutputStream target = new ByteArrayOutputStream() {
        @Override
        public void close() {
            closed.set(true);
        }
    };

    @Test
    void whatIsFinishedIsWholeAndTheTargetStaysOpen() throws IOException {
        try (GzipOutput gzip = new GzipOutput(target)) {
            gzip.write(new byte[] {1, 2, 3});
            gzip.finish();
        }

        assertThat(new GZIPInputStream(new ByteArrayInputStream(target.toByteArray())).readAllBytes())
                .containsExactly(1, 2, 3);
        assertThat(closed).isFalse();
    }

    @Test
    void whatIsNotFinishedDoesNotLookWhole() throws IOException {
        try (GzipOutput gzip = new GzipOutput(target)) {
            gzip.write(new byte[100_000]);
        }

        assertThatIOException()
                .isThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(target.toByteArray())).readAllBytes())
                .isInstanceOf(EOFException.class);
    }

    @Test
    void nothingIsHeldAfterwards() throws IOException {
        GzipOutput gzip = new GzipOutput(target);
        gzip.close();

        assertThatThrownBy(() -> gzip.write(1)).hasMessageContaining("closed");
        gzip.close();
    }
}
