package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Says that a test names what is not there: a mistake in the test, which fails it whatever becomes of verdicts on Go
 * code.
 */
@API(status = INTERNAL, since = "0.1")
public final class NoSuchNameException extends GoException {

    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param headline one line that stands alone
     * @param details what is there, and what to change, a line each
     */
    public NoSuchNameException(String headline, List<String> details) {
        super(headline, details);
    }
}
