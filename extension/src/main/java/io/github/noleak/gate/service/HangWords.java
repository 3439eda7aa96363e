package io.github.noleak.gate.service;

import io.github.noleak.gate.JavaFrames;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Says of a call that did not come back where its thread and the service stand. */
final class HangWords {

    private static final int MOST = 8;

    /** What belongs to the JDK. */
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private HangWords() {}

    /** Returns the line that stands alone. */
    static String headline(Watchdog.Hang hang, String what, Method test) {
        List<StackTraceElement> own = own(hang, test);
        String how = hang.interruptedByOthers()
                ? "%s did not come back when the test was interrupted, after %.1f s".formatted(what, hang.seconds())
                : "%s did not come back in %.1f s (noleak.timeout)".formatted(what, hang.seconds());
        return how + (own.isEmpty() ? "" : ", called in " + place(own.get(0)));
    }

    private static String place(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName() + " (" + frame.getFileName()
                + ":" + frame.getLineNumber() + ")";
    }

    /** Returns where both sides stand: of the thread, the frames of the test first. */
    static List<String> details(Watchdog.Hang hang, Method test) {
        List<String> lines = new ArrayList<>();
        lines.add("The thread of the test:");
        own(hang, test).stream().limit(MOST).forEach(f -> lines.add("  at " + JavaFrames.line(f)));
        above(hang, test).stream()
                .filter(HangWords::isJdk)
                .limit(MOST)
                .forEach(f -> lines.add("  in " + JavaFrames.line(f)));
        lines.add("The goroutines of the service:");
        if (hang.service().isEmpty()) {
            lines.add("  (none of them is in its own code)");
        }
        hang.service().forEach(l -> lines.add("  " + l));
        return lines;
    }

    private static List<StackTraceElement> own(Watchdog.Hang hang, Method test) {
        return above(hang, test).stream()
                .filter(Predicate.not(HangWords::isJdk))
                .toList();
    }

    private static boolean isJdk(StackTraceElement frame) {
        return JDK.stream().anyMatch(frame.getClassName()::startsWith);
    }

    /** Returns the frames from the innermost one to the test method. */
    private static List<StackTraceElement> above(Watchdog.Hang hang, Method test) {
        List<StackTraceElement> stack = hang.stack();
        for (int i = stack.size() - 1; i >= 0; i--) {
            StackTraceElement frame = stack.get(i);
            if (frame.getMethodName().equals(test.getName())
                    && frame.getClassName().equals(test.getDeclaringClass().getName())) {
                return stack.subList(0, i + 1);
            }
        }
        return stack;
    }
}
