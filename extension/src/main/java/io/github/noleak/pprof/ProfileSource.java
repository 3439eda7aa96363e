package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.io.IOException;
import java.io.InputStream;
import org.apiguardian.api.API;

/** Opens the bytes of one profile. */
@API(status = EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface ProfileSource {

    /** Returns a new stream at the first byte, which the reader closes. */
    InputStream open() throws IOException;
}
