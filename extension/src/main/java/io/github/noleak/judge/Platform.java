package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/**
 * What allocation figures depend on besides the code.
 *
 * @param go the toolchain, such as {@code go1.26.8}
 * @param arch the architecture as Go names it, such as {@code amd64}
 */
@API(status = INTERNAL, since = "0.1")
public record Platform(String go, String arch) {

    @Override
    public String toString() {
        return go + " on " + arch;
    }
}
