package io.github.noleak.go.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.output.CutLines;
import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Follows each goroutine through the events of a trace, as {@code go tool trace -d=parsed} prints them.
 *
 * <p>An event is a line, such as {@code M=7 P=1 G=6 StateTransition Time=12345 GoID=6 Running->Waiting Reason="select"};
 * the stack of a transition follows {@code TransitionStack=}, leaf first, up to an empty line.
 */
@API(status = INTERNAL, since = "0.1")
public final class TraceEvents {

    /** More goroutines than this are no trace that anybody asked for. */
    private static final int MOST_WAITS = 1_000_000;

    private static final Pattern TIME = Pattern.compile(" Time=(\\d{1,18}) ");
    private static final Pattern GOROUTINE = Pattern.compile(" GoID=(\\d{1,18})\\b");
    private static final Pattern TRANSITION = Pattern.compile(" ([A-Z][a-z]+)->([A-Z][a-z]+)");

    private static final double NANOS = 1e9;

    /** A goroutine that waits; its stack comes after the event. */
    private static final class Wait {
        final long since;
        List<Frame> stack = List.of();

        Wait(long since) {
            this.since = since;
        }
    }

    private final Map<Long, Wait> waits = new HashMap<>();
    private final Map<Frame, Frame> frames = new HashMap<>();
    private long begin = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private boolean told;
    private volatile boolean complete;

    // The stack at hand, if it is that of a wait.
    private @Nullable Wait wait;
    private @Nullable List<Frame> stack;
    private String function = "";

    public void take(InputStream text) throws IOException {
        CutLines lines = new CutLines(new InputStreamReader(text, UTF_8));
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith("M=")) {
                event(line);
            } else if (stack != null) {
                inStack(line);
            } else if (line.equals("TransitionStack=") && wait != null) {
                stack = new ArrayList<>();
            }
        }
        complete = true;
    }

    /** Returns whether all was read, and there was any event. */
    boolean told() {
        return complete && told;
    }

    private void event(String line) {
        wait = null;
        stack = null;
        Matcher time = TIME.matcher(line);
        if (!time.find()) {
            return;
        }
        long now = Long.parseLong(time.group(1));
        begin = Math.min(begin, now);
        end = Math.max(end, now);
        if (line.contains(" StateTransition ")) {
            Matcher goroutine = GOROUTINE.matcher(line);
            Matcher transition = TRANSITION.matcher(line);
            if (goroutine.find() && transition.find()) {
                transition(Long.valueOf(goroutine.group(1)), now, transition.group(1), transition.group(2));
            }
        }
    }

    private void transition(Long goroutine, long now, String from, String to) {
        told = true;
        if (!to.equals("Waiting")) {
            waits.remove(goroutine);
        } else if (from.equals("Running") && waits.size() < MOST_WAITS) {
            wait = new Wait(now);
            waits.put(goroutine, wait);
        }
    }

    /** A function and its place stand in two lines: {@code <tab>main.wait @ 0x43}, {@code <tab><tab>/src/main.go:7}. */
    private void inStack(String line) {
        if (line.startsWith("\t\t")) {
            int colon = line.lastIndexOf(':');
            if (colon > 0 && line.substring(colon + 1).matches("\\d{1,9}")) {
                Frame frame =
                        new Frame(function, line.substring(2, colon), Integer.parseInt(line.substring(colon + 1)));
                current().add(frames.computeIfAbsent(frame, f -> f));
            }
        } else if (line.startsWith("\t")) {
            int address = line.lastIndexOf(" @ 0x");
            function = line.substring(1, address < 0 ? line.length() : address);
        } else {
            if (wait != null) {
                wait.stack = current();
            }
            wait = null;
            stack = null;
        }
    }

    private List<Frame> current() {
        return stack == null ? List.of() : stack;
    }

    /** Returns what lasted to the end. */
    public LastWaits end() {
        Map<List<Frame>, List<Wait>> byStack = new LinkedHashMap<>();
        waits.values()
                .forEach(w ->
                        byStack.computeIfAbsent(w.stack, s -> new ArrayList<>()).add(w));
        List<LastWaits.LastWait> last = new ArrayList<>();
        byStack.forEach((frames, all) -> last.add(new LastWaits.LastWait(
                new CallStack(frames),
                all.size(),
                seconds(all.stream().mapToLong(w -> w.since).min().orElse(begin)),
                seconds(all.stream().mapToLong(w -> w.since).max().orElse(begin)))));
        return new LastWaits(seconds(end), last);
    }

    private double seconds(long time) {
        return (time - begin) / NANOS;
    }
}
