package io.github.noleak.go.goroutine;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.output.CutLines;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Why a Go process died, by its own last words.
 *
 * @param headline such as {@code panic: boom}, {@code fatal error: stack overflow}, {@code SIGQUIT: quit}
 * @param details the lines that belong to the headline, stripped: more panics, the signal, the tests that ran
 * @param state of the goroutine that the frames are from; null if no stack was printed
 * @param frames leaf first, beginning with the first of user code, if there is any
 */
@API(status = INTERNAL, since = "0.1")
public record PanicText(
        String headline, List<String> details, @Nullable String state, List<Frame> frames) {

    private static final int MAX_DETAILS = 10;
    private static final int MAX_FRAMES = 10;
    private static final int MAX_LINE = 1000;

    public PanicText {
        details = List.copyOf(details);
        frames = List.copyOf(frames);
    }

    /** Says whether a test outran {@code -test.timeout}. */
    public boolean isTimeout() {
        return headline.startsWith("panic: test timed out after ");
    }

    /** Returns whether the runtime saw that nothing can ever go on. */
    public boolean isDeadlock() {
        return headline.startsWith("fatal error: all goroutines are asleep");
    }

    /**
     * Returns the last words, or null if there are none; code that survives may print such lines, too, so this is to
     * be asked of a dead process only.
     *
     * @param userCode tells the module under test from the standard library and other modules
     */
    public static @Nullable PanicText find(Reader text, Predicate<Frame> userCode) throws IOException {
        CutLines lines = new CutLines(text);
        GoroutineTally goroutines = new GoroutineTally();
        GoroutineCollector collector = new GoroutineCollector(goroutines);
        String headline = null;
        List<String> details = new ArrayList<>();
        boolean open = false;
        String previous = "";
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (isHeadline(line, headline, previous)) {
                headline = cut(line);
                details.clear();
                open = true;
                goroutines = new GoroutineTally(); // others are stacks that the program printed before it died
                collector = new GoroutineCollector(goroutines);
                continue;
            }
            open &= !line.isBlank() && GoroutineLines.header(line) == null;
            if (open && details.size() < MAX_DETAILS) {
                details.add(cut(line.strip()));
            }
            collector.accept(line, lines.terminated());
            previous = line.isBlank() ? previous : line;
        }
        collector.finish();
        return headline == null ? null : of(headline, details, goroutines.groups(), userCode);
    }

    private static boolean isHeadline(String line, @Nullable String known, String previous) {
        return line.startsWith("panic: ")
                || line.startsWith("fatal error: ")
                || (line.startsWith("signal: ") && known == null)
                // With GOTRACEBACK=crash, a panic sends it round the threads, after a rule.
                || (line.startsWith("SIG") && line.indexOf(": ") > 3 && !previous.equals("-----"));
    }

    private static PanicText of(
            String headline, List<String> details, List<GoroutineGroup> groups, Predicate<Frame> userCode) {
        for (GoroutineGroup group : groups) {
            List<Frame> frames = group.stack().frames();
            for (int i = 0; i < frames.size(); i++) {
                if (userCode.test(frames.get(i))) {
                    return new PanicText(headline, details, group.state(), top(frames.subList(i, frames.size())));
                }
            }
        }
        return groups.isEmpty()
                ? new PanicText(headline, details, null, List.of())
                : new PanicText(
                        headline,
                        details,
                        groups.get(0).state(),
                        top(groups.get(0).stack().frames()));
    }

    private static List<Frame> top(List<Frame> frames) {
        return frames.subList(0, Math.min(MAX_FRAMES, frames.size()));
    }

    private static String cut(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE);
    }
}
