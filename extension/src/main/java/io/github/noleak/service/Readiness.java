package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What a service does once it is ready. */
@API(status = INTERNAL, since = "0.1")
public sealed interface Readiness {

    /** What may be written. */
    String ALLOWED =
            "a path such as /healthz, an http:// address, tcp or tcp:<name>, or line:<part of a line of output>";

    /** It answers a GET with a status of success. */
    record Http(URI address) implements Readiness {}

    /** It accepts connections on a port of the loopback. */
    record Tcp(int port) implements Readiness {}

    /** It prints a line with these words. */
    record Line(String words) implements Readiness {}

    /** It has started. */
    record Started() implements Readiness {}

    /**
     * Reads what a user wrote, the ports being known.
     *
     * @return nothing if it is none of what may be written, or names a port that no placeholder has
     */
    static Optional<Readiness> parse(String text, Ports ports) {
        Integer port = ports.numbers().get("");
        if (text.isEmpty()) {
            return Optional.of(ports.numbers().values().stream()
                    .findFirst()
                    .<Readiness>map(first -> new Tcp(port == null ? first : port))
                    .orElseGet(Started::new));
        }
        if (text.startsWith("line:") && text.length() > "line:".length()) {
            return Optional.of(new Line(text.substring("line:".length())));
        }
        if (text.equals("tcp") || text.startsWith("tcp:")) {
            String name = text.equals("tcp") ? "" : text.substring("tcp:".length());
            return Optional.ofNullable(ports.numbers().get(name)).map(Tcp::new);
        }
        return address(text, port).map(Http::new);
    }

    private static Optional<URI> address(String text, @Nullable Integer port) {
        String address = text.startsWith("/") && port != null ? "http://127.0.0.1:" + port + text : text;
        try {
            URI uri = URI.create(address);
            boolean http = uri.getScheme() != null
                    && List.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null;
            return http ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
