package io.github.noleak;

import java.net.URI;
import org.apiguardian.api.API;

/**
 * The Go service that a test calls; JUnit hands it to methods and constructors that take it as a parameter.
 *
 * @see GoService
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface GoServiceProcess {

    /**
     * Returns an address of the service, on the port that <code>${port}</code> stands for.
     *
     * @param path starts with a slash, and may have a query
     * @throws IllegalStateException if no <code>${port}</code> stands in the arguments or the environment
     */
    URI uri(String path);

    /**
     * Returns the port that <code>${port:name}</code> stands for; the empty name is that of <code>${port}</code>.
     *
     * @throws IllegalArgumentException if there is none of that name; the message has those that there are
     */
    int port(String name);

    /** Returns the address below which the service's profiles are, such as {@code http://127.0.0.1:40125/debug/pprof/}. */
    URI pprof();

    /** Returns what the service has printed so far; of much output, the beginning and the end. */
    String output();
}
