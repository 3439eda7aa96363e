package io.github.noleak.go.goroutine;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.output.CutLines;
import io.github.noleak.pprof.Frame;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Reads the goroutines at one checkpoint of a series after the other, from what has changed since the one before.
 *
 * <p>After a line {@code stack 3} there is a goroutine that stands for all that are alike, and {@code count 3 500} says how
 * many these are from now on. Goroutines without a number are there at this checkpoint only.
 */
@API(status = INTERNAL, since = "0.1")
public final class GoroutineChanges {

    /** The gate numbers fewer stacks. */
    static final int MOST_STACKS = 10_000;

    /** Characters of all of them; the gate remembers fewer. */
    static final int MOST_TEXT = 8 << 20;

    /** Goroutines of all stacks; each has 2 kB at least. */
    static final long MOST_GOROUTINES = 100_000_000;

    private static final Pattern STACK = Pattern.compile("stack (\\d{1,9})");
    private static final Pattern COUNT = Pattern.compile("count (\\d{1,9}) (\\d{1,9})");

    private static final class Stack {
        GoroutineLines.@Nullable Header header;
        List<Frame> frames = List.of();

        @Nullable
        Frame creator;

        int count;

        void addTo(GoroutineTally tally) {
            GoroutineLines.Header known = header;
            require(known != null || count == 0, "goroutines are counted without their stack");
            if (known != null && count > 0) {
                tally.add(known, frames, creator, count);
            }
        }
    }

    private final List<Stack> stacks = new ArrayList<>();
    private int text;

    /**
     * Returns the goroutines at the next checkpoint.
     *
     * @throws IllegalArgumentException if this is not what the gate writes
     */
    public List<GoroutineGroup> next(Reader changes) throws IOException {
        GoroutineTally tally = new GoroutineTally();
        CutLines lines = new CutLines(changes);
        GoroutineCollector collector = new GoroutineCollector(tally);
        for (String line = lines.next(); line != null; line = lines.next()) {
            Matcher stack = STACK.matcher(line);
            Matcher count = COUNT.matcher(line);
            if (stack.matches()) {
                collector.finish();
                collector = numbering(Integer.parseInt(stack.group(1)), tally);
            } else if (count.matches()) {
                count(Integer.parseInt(count.group(1)), Integer.parseInt(count.group(2)));
            } else {
                collector.accept(line, lines.terminated());
            }
        }
        collector.finish();
        require(stacks.stream().mapToLong(s -> s.count).sum() <= MOST_GOROUTINES, "too many goroutines are counted");
        stacks.forEach(stack -> stack.addTo(tally));
        return tally.groups();
    }

    private void count(int number, int count) {
        require(number < stacks.size(), "goroutines are counted without their stack");
        stacks.get(number).count = count;
    }

    /** Returns what takes a goroutine that has been numbered, and then others that have not. */
    private GoroutineCollector numbering(int number, GoroutineTally tally) {
        require(number == stacks.size() && number < MOST_STACKS, "stack " + number + " is not the next one");
        Stack stack = new Stack();
        stacks.add(stack);
        return new GoroutineCollector((header, frames, creator) -> {
            if (stack.header != null) {
                tally.take(header, frames, creator);
                return;
            }
            stack.header = header;
            stack.frames = frames;
            stack.creator = creator;
            text += frames.stream()
                    .mapToInt(frame -> frame.function().length() + frame.file().length())
                    .sum();
            require(text <= MOST_TEXT, "the stacks are too long");
        });
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException("the goroutines of a checkpoint: " + otherwise);
        }
    }
}
