package io.github.noleak.pprof.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTests {

    private static final int MUCH = 5 << 20;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void nothingIsLostAndNothingChangesPlaces() throws IOException {
        byte[] bytes = bytes(MUCH);
        try (InputStream in = new ReadAhead(new ByteArrayInputStream(bytes))) {
            byte[] read = new byte[MUCH];
            int length = 0;
            for (int piece = 1; length < MUCH; piece = piece % 70_000 + 997) {
                int count = in.read(read, length, Math.min(piece, MUCH - length));
                assertThat(count).isPositive();
                length += count;
            }
            assertThat(read).isEqualTo(bytes);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).as("and so again").isEqualTo(-1);
        }
    }

    @Test
    void whatTheSourceThrowsComesWhenItsTimeHasCome() throws IOException {
        IOException reset = new IOException("connection reset");
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(bytes(MUCH))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                if (count < 0) {
                    throw reset;
                }
                return count;
            }
        };
        try (InputStream in = new ReadAhead(failing)) {
            assertThat(in.readNBytes(MUCH)).hasSize(MUCH);
            assertThatIOException().isThrownBy(in::read).isSameAs(reset);
        }
    }

    @Test
    void readerThatHasSeenEnoughClosesTheSource() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (InputStream in = new ReadAhead(endless)) {
            in.skipNBytes(MUCH);
        }
        assertThat(closed).isTrue();
    }

    /** What the other thread reads from may swallow the interrupt that ends it. */
    @Test
    void closingEndsTheOtherThreadWhateverItsSourceDoes() throws IOException {
        CountDownLatch read = new CountDownLatch(1);
        AtomicReference<Thread> other = new AtomicReference<>();
        InputStream stubborn = new FilterInputStream(new ByteArrayInputStream(bytes(4 * MUCH))) {
            @Override
            public int read(byte[] target, int offset, int length) {
                if (Thread.currentThread().getName().equals("pprof-inflate")) {
                    other.set(Thread.currentThread());
                    read.countDown();
                    try {
                        Thread.sleep(1_000);
                    } catch (InterruptedException e) {
                        return length; // and the interrupt is lost
                    }
                }
                return length;
            }
        };
        try (InputStream in = new ReadAhead(stubborn)) {
            in.skipNBytes(2 << 20);
            await().until(() -> read.getCount() == 0);
        }
        await().until(() -> !other.get().isAlive());
    }

    @Test
    void whateverEndsTheOtherThreadIsTold() throws IOException {
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(bytes(MUCH))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (Thread.currentThread().getName().equals("pprof-inflate")) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.read(target, offset, length);
            }
        };
        try (InputStream in = new ReadAhead(failing)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> in.readNBytes(MUCH))
                    .withCauseInstanceOf(OutOfMemoryError.class);
        }
    }
}
