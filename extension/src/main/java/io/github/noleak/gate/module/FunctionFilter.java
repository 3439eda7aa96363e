package io.github.noleak.gate.module;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.config.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Takes the functions that are wanted of a module; a pattern that is null takes none. */
@API(status = INTERNAL, since = "0.1")
public record FunctionFilter(
        @Nullable Pattern include,
        @Nullable Pattern exclude,
        @Nullable Pattern tests) {

    /** A pattern that has matched nothing, under the member that has it. */
    public record Idle(String member, String pattern) {}

    /**
     * Reads the patterns; an empty one takes none.
     *
     * @throws ConfigurationException if one is no regular expression
     */
    public static FunctionFilter of(String include, String exclude, String tests, RequestWords words) {
        return new FunctionFilter(
                pattern("include", include, words), pattern("exclude", exclude, words), pattern("tests", tests, words));
    }

    private static @Nullable Pattern pattern(String member, String text, RequestWords words) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new ConfigurationException(words.part(member, text) + " on " + words.where()
                    + " is no regular expression: " + e.getDescription()
                    + " at position " + (Math.max(e.getIndex(), 0) + 1)
                    + "\n  Expected: a regular expression that matches the whole name of a function, such as "
                    + "\"BenchmarkSlow.*\".");
        }
    }

    public boolean takes(String function) {
        return !matches(exclude, function) && matches(isBenchmark(function) ? include : tests, function);
    }

    /** Returns the patterns that match none of the functions. */
    public List<Idle> idle(Collection<String> functions) {
        List<Idle> idle = new ArrayList<>();
        addIdle(idle, "include", include, functions, true);
        addIdle(idle, "tests", tests, functions, false);
        if (exclude != null && functions.stream().noneMatch(f -> matches(exclude, f))) {
            idle.add(new Idle("exclude", exclude.pattern()));
        }
        return idle;
    }

    private static void addIdle(
            List<Idle> idle,
            String member,
            @Nullable Pattern pattern,
            Collection<String> functions,
            boolean benchmarks) {
        if (pattern != null && functions.stream().noneMatch(f -> isBenchmark(f) == benchmarks && matches(pattern, f))) {
            idle.add(new Idle(member, pattern.pattern()));
        }
    }

    private static boolean isBenchmark(String function) {
        return function.startsWith("Benchmark");
    }

    private static boolean matches(@Nullable Pattern pattern, String function) {
        return pattern != null && pattern.matcher(function).matches();
    }
}
