package io.github.noleak.diagnosis;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A likely cause of leaks, and what has to be seen of a leak for it.
 *
 * @param id names its page in the documentation
 * @param title says the cause in a few words
 * @param kinds the kinds of leaks that it causes
 * @param state is found in what the goroutine waits for
 * @param frame is found in a function of the stack
 * @param line is found in the code of the line to look at first
 * @param function is found in the code of the function around that
 * @param notFunction is not found there
 * @param notBeside is not found in what is deferred there, or done whatever way the function takes; {@code {name}} in it
 *     stands for what the line assigns to
 * @param locked whether the goroutine holds a thread of its own
 * @param reason is found in what the compiler says of the line
 * @param leastBytes how large an object is at least
 * @param trait is seen in that code
 * @param cure lines of Go
 */
@API(status = INTERNAL, since = "0.1")
public record Cause(
        String id,
        String title,
        Set<Leak.Kind> kinds,
        @Nullable Pattern state,
        @Nullable Pattern frame,
        @Nullable Pattern line,
        @Nullable Pattern function,
        @Nullable Pattern notFunction,
        @Nullable String notBeside,
        boolean locked,
        @Nullable Pattern reason,
        int leastBytes,
        @Nullable Trait trait,
        List<String> cure) {

    /** An expression that nothing matches. */
    private static final String NOTHING = "(?!)";

    public Cause {
        kinds = Set.copyOf(kinds);
        cure = List.copyOf(cure);
    }

    /** Returns whether all that is asked for is seen. */
    boolean explains(SiteFacts siteFacts) {
        return kinds.contains(siteFacts.kind())
                && found(state, List.of(siteFacts.state()))
                && found(frame, siteFacts.functions())
                && found(line, List.of(siteFacts.line()))
                && found(function, siteFacts.function())
                && (notFunction == null
                        || (!siteFacts.function().isEmpty() && !found(notFunction, siteFacts.function())))
                && (notBeside == null || (!siteFacts.function().isEmpty() && !isTaken(notBeside, siteFacts)))
                && (!locked || siteFacts.locked())
                && found(reason, List.of(siteFacts.reason()))
                && siteFacts.bytes() >= leastBytes
                && (trait == null || siteFacts.has(trait));
    }

    /** Returns whether the cure is in the code. */
    private static boolean isTaken(String cure, SiteFacts siteFacts) {
        String name = siteFacts.name().isEmpty() ? NOTHING : Pattern.quote(siteFacts.name());
        return found(Pattern.compile(cure.replace("{name}", name)), siteFacts.beside());
    }

    private static boolean found(@Nullable Pattern pattern, List<String> texts) {
        return pattern == null
                || texts.stream().anyMatch(text -> pattern.matcher(text).find());
    }

    /** Returns the page of the documentation that says more. */
    String page() {
        return "docs/leaks/" + id + ".md";
    }

    /** Returns the title and the page in one line. */
    public String hint() {
        return title + " (" + page() + ")";
    }
}
