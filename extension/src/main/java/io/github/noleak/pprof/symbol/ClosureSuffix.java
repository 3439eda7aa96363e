package io.github.noleak.pprof.symbol;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** What the compiler appends to the names of the functions it makes; names here come without their package. */
@API(status = INTERNAL, since = "0.1")
public final class ClosureSuffix {

    private static final String METHOD_VALUE = "-fm";
    private static final List<String> NUMBERED = List.of(".func", ".gowrap", ".deferwrap", "-range", ".");

    private static final Pattern MARK =
            Pattern.compile("(?<!\\))(?:(\\.(?:func|gowrap|deferwrap)?)|(-range))\\d+(?=[.-]|$)");
    private static final Pattern INIT = Pattern.compile("init\\.\\d+(?=\\.|$)");
    private static final Pattern PACKAGE_LEVEL = Pattern.compile("(?:glob\\.|init)\\.func\\d");

    private ClosureSuffix() {}

    public static boolean isClosure(String name) {
        return end(name) < name.length() && !INIT.matcher(name).matches();
    }

    public static String strip(String name) {
        return modern(name.substring(0, end(name)));
    }

    public static String withoutNumbers(String name) {
        // The first, second, … init function of a package: init.0, init.1. None of them is a closure.
        Matcher init = INIT.matcher(name);
        int from = init.lookingAt() ? init.end() : 0;
        String head = from == 0 ? "" : "init";
        return modern(head
                + MARK.matcher(name.substring(from)).replaceAll(mark -> mark.group(2) == null ? ".func" : "-range"));
    }

    public static String describe(String name) {
        if (!isClosure(name)) {
            return strip(name);
        }
        if (PACKAGE_LEVEL.matcher(name).lookingAt()) {
            return "closure at package level";
        }
        String maker = strip(name);
        if (name.endsWith(METHOD_VALUE) && maker.length() == name.length() - METHOD_VALUE.length()) {
            return "method value " + maker;
        }
        return "closure in " + maker.substring(lastInlinedInto(maker));
    }

    /** Where in nested.func1.1.callee the name begins of what was inlined into a closure. */
    private static int lastInlinedInto(String maker) {
        int start = 0;
        for (Matcher mark = MARK.matcher(maker); mark.find(); ) {
            if (mark.end() < maker.length() && maker.charAt(mark.end()) == '.') {
                start = mark.end() + 1;
            }
        }
        return start;
    }

    /** Before Go 1.21, what is made while a package is initialized was called glob. */
    private static String modern(String name) {
        return name.equals("glob.") || name.startsWith("glob..") ? "init" + name.substring("glob.".length()) : name;
    }

    private static int end(String name) {
        int end = name.length();
        while (true) {
            int start = suffixStart(name, end);
            // func1 and (*T).func1 are names that somebody gave.
            if (start <= 0 || start == end || name.charAt(start - 1) == ')') {
                return end;
            }
            end = start;
        }
    }

    private static int suffixStart(String name, int end) {
        if (name.startsWith(METHOD_VALUE, end - METHOD_VALUE.length())) {
            return end - METHOD_VALUE.length();
        }
        int digits = end;
        while (digits > 0 && name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') {
            digits--;
        }
        if (digits == end) {
            return end;
        }
        for (String mark : NUMBERED) {
            if (name.startsWith(mark, digits - mark.length())) {
                return digits - mark.length();
            }
        }
        return end;
    }
}
