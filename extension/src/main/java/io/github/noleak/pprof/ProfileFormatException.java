package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;
import static org.apiguardian.api.API.Status.INTERNAL;

import java.io.IOException;
import org.apiguardian.api.API;

/**
 * Says why bytes are no profile that can be read: what is wrong, and at which byte or index.
 *
 * <p>The first line of the message stands alone; further lines, if any, help.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class ProfileFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    @API(status = INTERNAL, since = "0.1")
    public ProfileFormatException(String message) {
        super(message);
    }

    @API(status = INTERNAL, since = "0.1")
    public ProfileFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
