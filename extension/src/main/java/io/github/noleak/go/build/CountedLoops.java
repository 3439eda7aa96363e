package io.github.noleak.go.build;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source of tests in which a loop over {@code b.N} operations asks before each of them whether there is another: by a
 * method that our testing package gives {@code b}. No line is added or taken away.
 */
final class CountedLoops {

    private static final Pattern BENCHMARK = Pattern.compile("\\b(\\w+)\\s+\\*testing\\.B\\b");

    /** The head of a loop, as gofmt writes it: in one line. */
    private static final Pattern HEAD = Pattern.compile("\\bfor\\b[^\\n{}]*");

    private CountedLoops() {}

    /** Returns the source with its loops counted; empty where there is none. */
    static Optional<String> in(String source) {
        Set<String> names = new LinkedHashSet<>();
        BENCHMARK.matcher(source).results().map(m -> m.group(1)).forEach(names::add);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String all = "(" + String.join("|", names) + ")\\.N\\b";
        Pattern compared = Pattern.compile("\\b(\\w+)\\s*(<=|<|!=)\\s*(?:\\w+\\()?" + all + "\\)?(?=\\s*(?:;|&&|$))");
        Pattern ranged = Pattern.compile("\\bfor\\s+(?:(\\w+)\\s*:=\\s*)?range\\s+" + all);
        String counted = HEAD.matcher(source).replaceAll((MatchResult head) -> {
            String compares = compared.matcher(head.group()).replaceAll(CountedLoops::asking);
            return Matcher.quoteReplacement(ranged.matcher(compares).replaceAll(CountedLoops::counting));
        });
        return Optional.of(counted).filter(text -> !text.equals(source));
    }

    private static String asking(MatchResult m) {
        return m.group(3) + ".NoLeakLess(int(" + m.group(1) + ")" + (m.group(2).equals("<=") ? "-1" : "") + ")";
    }

    private static String counting(MatchResult m) {
        String name = m.group(1) == null || m.group(1).equals("_") ? "noleak" : m.group(1);
        return "for %1$s := 0; %2$s.NoLeakLess(%1$s); %1$s++".formatted(name, m.group(2));
    }
}
