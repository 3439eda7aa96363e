package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.ArrayList;
import java.util.List;
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
        Expressions.compile("focus", focus);
        Expressions.compile("ignore", ignore);
        Expressions.compile("hide", hide);
        Expressions.compile("show", show);
    }

    /** Returns the filter that lets everything pass. */
    public static ProfileFilter none() {
        return NONE;
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

    boolean isNone() {
        return focus.isEmpty() && ignore.isEmpty() && hide.isEmpty() && show.isEmpty();
    }

    /** Returns what is active as reports list it. */
    List<String> active() {
        List<String> active = new ArrayList<>();
        add(active, "focus", focus);
        add(active, "ignore", ignore);
        add(active, "hide", hide);
        add(active, "show", show);
        return active;
    }

    private static void add(List<String> active, String option, String expression) {
        if (!expression.isEmpty()) {
            active.add(option + "=" + expression);
        }
    }
}
