package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.apiguardian.api.API;

/**
 * Chooses samples and frames by regular expressions, as the options of the Go tool do.
 *
 * <p>Each expression is in RE2's syntax, and is searched in the names of functions, of their source files and of
 * binaries. An empty one chooses nothing.
 *
 * @param focus keeps only samples with a frame that matches
 * @param ignore drops samples with a frame that matches
 * @param hide takes out frames that match
 * @param show keeps only frames that match
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ProfileFilter(String focus, String ignore, String hide, String show) {

    private static final ProfileFilter NONE = new ProfileFilter("", "", "", "");

    /**
     * Checks the expressions.
     *
     * @throws IllegalArgumentException if one is no regular expression; the message names it
     */
    public ProfileFilter {
        check("focus", focus);
        check("ignore", ignore);
        check("hide", hide);
        check("show", show);
    }

    private static void check(String option, String expression) {
        if (expression.isEmpty()) {
            return;
        }
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("parsing %s regexp: %s".formatted(option, e.getMessage()), e);
        }
    }

    /** Returns the filter that lets everything pass. */
    public static ProfileFilter none() {
        return NONE;
    }

    /** Returns whether it lets everything pass. */
    public boolean isNone() {
        return focus.isEmpty() && ignore.isEmpty() && hide.isEmpty() && show.isEmpty();
    }

    /** Returns this filter with another {@code focus}. */
    public ProfileFilter withFocus(String expression) {
        return new ProfileFilter(expression, ignore, hide, show);
    }

    /** Returns this filter with another {@code ignore}. */
    public ProfileFilter withIgnore(String expression) {
        return new ProfileFilter(focus, expression, hide, show);
    }

    /** Returns this filter with another {@code hide}. */
    public ProfileFilter withHide(String expression) {
        return new ProfileFilter(focus, ignore, expression, show);
    }

    /** Returns this filter with another {@code show}. */
    public ProfileFilter withShow(String expression) {
        return new ProfileFilter(focus, ignore, hide, expression);
    }
}
