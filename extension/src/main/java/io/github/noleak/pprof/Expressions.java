package io.github.noleak.pprof;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions in RE2's syntax. */
final class Expressions {

    private Expressions() {}

    /**
     * Returns null for an empty expression.
     *
     * @throws IllegalArgumentException if it is no expression
     */
    static @Nullable Pattern compile(String option, String expression) {
        if (expression.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("parsing %s regexp: %s".formatted(option, e.getMessage()), e);
        }
    }
}
