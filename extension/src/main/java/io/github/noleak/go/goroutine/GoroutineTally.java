package io.github.noleak.go.goroutine;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts equal goroutines; what exceeds the bounds on groups and on text goes into one group of its own. */
final class GoroutineTally implements GoroutineCollector.Taker {

    static final int MAX_GROUPS = 10_000;

    /** Characters of all distinct names together. */
    private static final int MAX_TEXT = 8 << 20;

    private record Key(
            String state, List<Frame> frames, @Nullable Frame creator) {}

    private static final class Count {
        int minutes;
        boolean locked;
        int goroutines;
        int unreachable;
        Map<String, String> labels = Map.of();

        void add(GoroutineLines.Header header, int count) {
            minutes = Math.max(minutes, header.waitMinutes());
            locked |= header.lockedToThread();
            if (goroutines == 0) {
                labels = new HashMap<>(header.labels());
            } else {
                labels.entrySet().retainAll(header.labels().entrySet());
            }
            goroutines += count;
            unreachable += header.leaked() ? count : 0;
        }

        GoroutineGroup group(Key key) {
            return new GoroutineGroup(
                    key.state(),
                    minutes,
                    locked,
                    new CallStack(key.frames()),
                    key.creator(),
                    goroutines,
                    labels,
                    unreachable);
        }
    }

    private final Map<Key, Count> counts = new LinkedHashMap<>();
    private final Map<Frame, Frame> frames = new HashMap<>();
    private final Count other = new Count();
    private int text;

    @Override
    public void take(GoroutineLines.Header header, List<Frame> stack, @Nullable Frame creator) {
        add(header, stack, creator, 1);
    }

    /** Takes some goroutines that are alike. */
    void add(GoroutineLines.Header header, List<Frame> stack, @Nullable Frame creator, int goroutines) {
        Count count = counts.get(new Key(header.state(), stack, creator));
        if (count == null && counts.size() < MAX_GROUPS && text < MAX_TEXT) {
            count = new Count();
            counts.put(kept(header.state(), stack, creator), count);
        }
        (count == null ? other : count).add(header, goroutines);
    }

    List<GoroutineGroup> groups() {
        List<GoroutineGroup> groups = new ArrayList<>();
        counts.forEach((key, count) -> groups.add(count.group(key)));
        if (other.goroutines > 0) {
            groups.add(other.group(new Key(GoroutineGroup.OTHER, List.of(), null)));
        }
        return List.copyOf(groups);
    }

    private Key kept(String state, List<Frame> stack, @Nullable Frame creator) {
        text += state.length();
        List<Frame> shared = stack.stream().map(this::shared).toList();
        return new Key(state, shared, creator == null ? null : shared(creator));
    }

    private Frame shared(Frame frame) {
        Frame known = frames.putIfAbsent(frame, frame);
        if (known == null) {
            text += frame.function().length() + frame.file().length();
        }
        return known == null ? frame : known;
    }
}
