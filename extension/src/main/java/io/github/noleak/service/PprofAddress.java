package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.net.URI;
import java.util.Optional;
import org.apiguardian.api.API;

/** Where a service's profiles are. */
@API(status = INTERNAL, since = "0.1")
public final class PprofAddress {

    private PprofAddress() {}

    /**
     * Reads where profiles are: a whole address, with or without the slash at its end, or a host and a port alone, which
     * stand for the usual path on it; nothing if it is neither.
     */
    public static Optional<URI> base(String text) {
        String address = text.contains("://") ? text : "http://" + text;
        try {
            URI uri = URI.create(address.endsWith("/") ? address : address + "/");
            boolean http = uri.getScheme().equals("http") || uri.getScheme().equals("https");
            boolean whole = text.contains("://");
            if (!http || uri.getHost() == null || (!whole && uri.getPort() < 0)) {
                return Optional.empty();
            }
            return Optional.of(whole ? uri : uri.resolve("/debug/pprof/"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
