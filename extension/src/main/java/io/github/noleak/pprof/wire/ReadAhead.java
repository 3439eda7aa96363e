package io.github.noleak.pprof.wire;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Has another thread inflate what comes next, where there is enough of it, while the reader works on what has come. */
@API(status = INTERNAL, since = "0.1")
public final class ReadAhead extends BulkInput {

    /** Less is read sooner than a thread is started. */
    private static final long ALONE = 2 << 20;

    private static final int PIECE = 1 << 16;
    private static final int PIECES = 8;

    private final InputStream in;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES);
    private @Nullable Thread thread;
    private volatile boolean closed;
    private Piece current = new Piece(new byte[0], 0, null);
    private int position;
    private long read;

    /** Some bytes, or why there are none: a length below 0 for the end, or what was thrown. */
    private static final class Piece {

        final byte[] bytes;
        final int length;
        final @Nullable Throwable failure;

        Piece(byte[] bytes, int length, @Nullable Throwable failure) {
            this.bytes = bytes;
            this.length = length;
            this.failure = failure;
        }
    }

    public ReadAhead(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (thread == null) {
            int count = in.read(target, offset, length);
            read += Math.max(0, count);
            if (read >= ALONE && count >= 0 && Runtime.getRuntime().availableProcessors() > 1) {
                start();
            }
            return count;
        }
        if (length == 0) {
            return 0;
        }
        if (position >= current.length) {
            if (current.length < 0 || current.failure != null) {
                return -1;
            }
            next();
            if (current.length < 0) {
                return -1;
            }
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current.bytes, position, target, offset, count);
        position += count;
        return count;
    }

    private void next() throws IOException {
        try {
            current = pieces.take();
            position = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a profile was read");
        }
        Throwable failure = current.failure;
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException("a profile cannot be inflated", failure);
        }
    }

    private void start() {
        Thread inflating = new Thread(this::inflate, "pprof-inflate");
        inflating.setDaemon(true);
        inflating.start();
        thread = inflating;
    }

    private void inflate() {
        try {
            int count = 0;
            while (count >= 0) {
                byte[] bytes = new byte[PIECE];
                count = in.read(bytes, 0, PIECE);
                pass(new Piece(bytes, count, null));
            }
        } catch (InterruptedException e) {
            // the reader has seen enough
        } catch (Throwable e) { // whatever it is, the reader waits for it
            pass(e);
        }
    }

    private void pass(Throwable failure) {
        try {
            pass(new Piece(new byte[0], 0, failure));
        } catch (InterruptedException e) {
            // the reader has seen enough
        }
    }

    /** A source may have lost the interrupt of closing: nobody would ever take the piece. */
    private void pass(Piece piece) throws InterruptedException {
        if (closed) {
            throw new InterruptedException();
        }
        pieces.put(piece);
    }

    /** The other thread, if it is still at work, finds its source closed. */
    @Override
    public void close() throws IOException {
        closed = true;
        Thread inflating = thread;
        if (inflating != null) {
            inflating.interrupt();
        }
        in.close();
    }
}
