package io.github.noleak.pprof.wire;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apiguardian.api.API;

/**
 * Compresses into a target, which it leaves open.
 *
 * <p>The JDK's own stream lets go of its native memory only when it closes its target, too, and not if that fails.
 */
@API(status = INTERNAL, since = "0.1")
public final class GzipOutput extends GZIPOutputStream {

    private static final int BUFFER = 1 << 13;

    /** Opens it; the target gets nothing yet, so that nothing can fail before there is what is to be closed. */
    public GzipOutput(OutputStream target) throws IOException {
        super(new BufferedOutputStream(target, BUFFER), BUFFER);
    }

    /** Writes all that is left to the target. What is closed without it, as after a failure, does not look whole. */
    @Override
    public void finish() throws IOException {
        super.finish();
        out.flush();
    }

    @Override
    public void close() {
        def.end();
    }
}
