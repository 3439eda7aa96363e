package io.github.noleak.gate.module;

import io.github.noleak.go.GoPackage;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of packages, as the go command takes them: {@code .}, {@code ./cache}, {@code ./internal/...}, or the same
 * with an import path.
 */
record PackagePattern(String text) {

    private static final String ANYTHING = "...";

    boolean matches(GoPackage goPackage) {
        String name = text.startsWith(".") && !text.startsWith(ANYTHING) ? relative(goPackage) : goPackage.path();
        return regex().matcher(name).matches();
    }

    private static String relative(GoPackage goPackage) {
        return goPackage.id().isEmpty() ? "." : "./" + goPackage.id();
    }

    /** As in Go, {@code x/...} matches x as well. */
    private Pattern regex() {
        String pattern = text.length() > 2 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        boolean below = pattern.endsWith("/" + ANYTHING);
        String stem = below ? pattern.substring(0, pattern.length() - ANYTHING.length() - 1) : pattern;
        String regex = Arrays.stream(stem.split(Pattern.quote(ANYTHING), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(below ? regex + "(?:/.*)?" : regex);
    }
}
