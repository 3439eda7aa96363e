package io.github.noleak.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A pattern over scenario ids: {@code *} stands for anything but a slash, {@code **} for anything, all else for itself.
 *
 * @param text as it stands in the file
 */
record ScenarioPattern(String text) {

    private static final Pattern CLASS_AND_METHOD = Pattern.compile("([^/.]*)\\.([^/.]*)");

    /** No id is that long; matching takes time in proportion to it. */
    static final int LONGEST = 1_000;

    /** Returns whether the pattern can match one id alone. */
    boolean exact() {
        return text.indexOf('*') < 0;
    }

    /**
     * Returns whether the pattern is about methods of Java, which call services, and not about Go functions, which have names
     * of their own.
     */
    boolean isOfWorkload() {
        Matcher parts = CLASS_AND_METHOD.matcher(text);
        if (!parts.matches() || parts.group(2).matches("(Benchmark|Test).*")) {
            return false;
        }
        boolean any = parts.group(2).startsWith("*"); // a function of a package, or a method of a class
        return !any
                || (!parts.group(1).isEmpty()
                        && Character.isUpperCase(parts.group(1).charAt(0)));
    }

    /** Returns how much of the pattern stands for itself. */
    int literal() {
        return (int) text.chars().filter(c -> c != '*').count();
    }

    /**
     * Returns whether an id matches.
     *
     * <p>Takes time in proportion to the lengths of both, whatever the pattern: all that the pattern could have come to
     * is followed at once, without going back.
     */
    boolean matches(String id) {
        if (exact()) {
            return wanted().equals(id);
        }
        List<Step> steps = steps(wanted());
        return after(steps, id)[steps.size()];
    }

    /** Returns whether some sub-benchmark of a function could match, whatever its name. */
    boolean mayMatchBelow(String function) {
        List<Step> steps = steps(wanted());
        boolean[] at = after(steps, function + "/");
        return IntStream.range(0, steps.size()).anyMatch(s -> at[s]);
    }

    /** Go puts an underscore where the name of a sub-benchmark has a space. */
    private String wanted() {
        return text.replace(' ', '_');
    }

    /** Returns which steps an id can have come to; the end counts as one. */
    private static boolean[] after(List<Step> steps, String id) {
        boolean[] at = new boolean[steps.size() + 1];
        at[0] = true;
        passStars(steps, at);
        for (int i = 0; i < id.length(); i++) {
            at = next(steps, at, id.charAt(i));
        }
        return at;
    }

    private static boolean[] next(List<Step> steps, boolean[] at, char c) {
        boolean[] next = new boolean[at.length];
        for (int s = 0; s < steps.size(); s++) {
            if (at[s] && steps.get(s).takes(c)) {
                next[steps.get(s).kind() == Kind.SELF ? s + 1 : s] = true;
            }
        }
        passStars(steps, next);
        return next;
    }

    /** A star may stand for nothing. */
    private static void passStars(List<Step> steps, boolean[] at) {
        for (int s = 0; s < steps.size(); s++) {
            if (at[s] && steps.get(s).kind() != Kind.SELF) {
                at[s + 1] = true;
            }
        }
    }

    private static List<Step> steps(String pattern) {
        List<Step> steps = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            int end = i;
            while (end < pattern.length() && pattern.charAt(end) == '*') {
                end++;
            }
            if (end == i) {
                steps.add(new Step(Kind.SELF, pattern.charAt(i++)));
            } else {
                steps.add(new Step(end - i == 1 ? Kind.SEGMENT : Kind.ANYTHING, '*'));
                i = end;
            }
        }
        return steps;
    }

    private enum Kind {
        SELF,
        SEGMENT,
        ANYTHING
    }

    private record Step(Kind kind, char self) {

        boolean takes(char c) {
            return switch (kind) {
                case SELF -> c == self;
                case SEGMENT -> c != '/';
                case ANYTHING -> true;
            };
        }
    }
}
