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

    /**
     * Returns whether a record has the same language version of Go, whatever its patches, and architecture, as far as it says
     * which it was made on.
     */
    boolean isLike(Platform record) {
        return (record.arch.isEmpty() || arch.equals(record.arch))
                && (record.go.isEmpty() || version().equals(record.version()));
    }

    private String version() {
        int minor = go.indexOf('.');
        int patch = minor < 0 ? -1 : go.indexOf('.', minor + 1);
        return patch < 0 ? go : go.substring(0, patch);
    }

    @Override
    public String toString() {
        return go + " on " + arch;
    }
}
