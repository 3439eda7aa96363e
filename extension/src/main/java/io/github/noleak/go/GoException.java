package io.github.noleak.go;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Says why Go code could not be found, built or run, and what to change.
 *
 * <p>It has no stack trace: where in NoLeak it was noticed says nothing about Go code.
 */
@API(status = INTERNAL, since = "0.1")
public class GoException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String headline;
    private final transient List<String> details;

    /**
     * Creates an exception.
     *
     * @param headline one line that stands alone
     * @param details what was found and what to change, a line each
     */
    public GoException(String headline, List<String> details) {
        super(details.isEmpty() ? headline : headline + "\n  " + String.join("\n  ", details), null, true, false);
        this.headline = headline;
        this.details = List.copyOf(details);
    }

    /** Returns the line that stands alone. */
    public String headline() {
        return headline;
    }

    /** Returns the other lines. */
    public List<String> details() {
        return details == null ? List.of() : details;
    }
}
