package io.github.noleak.config;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * Says which limit or setting is wrong, what was read, and what is allowed.
 *
 * <p>It has no stack trace: where NoLeak found the mistake says nothing about where it was made.
 */
@API(status = INTERNAL, since = "0.1")
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates an exception; the first line of the message stands alone. */
    public ConfigurationException(String message) {
        super(message, null, true, false);
    }
}
