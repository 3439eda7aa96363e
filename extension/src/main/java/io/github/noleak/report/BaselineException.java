package io.github.noleak.report;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/** Says what is wrong with the baseline, where, and what to change. */
@API(status = INTERNAL, since = "0.1")
public final class BaselineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String headline;
    private final transient List<String> details;

    /**
     * Creates an exception.
     *
     * @param headline one line that stands alone
     * @param details what was expected and what to change, a line each
     */
    public BaselineException(String headline, List<String> details) {
        super(headline + "\n  " + String.join("\n  ", details));
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
