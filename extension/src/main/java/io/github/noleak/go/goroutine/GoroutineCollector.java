package io.github.noleak.go.goroutine;

import io.github.noleak.pprof.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a dump line by line and puts goroutines together from it. */
final class GoroutineCollector {

    /** Go prints 100 frames at most. */
    private static final int MAX_FRAMES = 256;

    /** Takes what was put together. */
    @FunctionalInterface
    interface Taker {

        /** Takes a goroutine; {@code creator} is null for the main one. */
        void take(GoroutineLines.Header header, List<Frame> stack, @Nullable Frame creator);
    }

    private final Taker taker;

    // The goroutine at hand, if any.
    private GoroutineLines.@Nullable Header header;
    private List<Frame> frames = new ArrayList<>();
    private @Nullable Frame creator;
    private boolean unavailable;
    private boolean ancestors;

    // A function waits for the line that says where it stands.
    private @Nullable String function;
    private boolean functionIsCreator;

    GoroutineCollector(Taker taker) {
        this.taker = taker;
    }

    /** Takes the next line; {@code complete} is false for a line that the end of the text may have cut. */
    void accept(String line, boolean complete) {
        GoroutineLines.Header next = GoroutineLines.header(line);
        if (next != null || line.isEmpty()) {
            end();
            header = next;
        } else if (header != null && !ancestors) {
            inside(line);
        }
        if (!complete) {
            header = null;
        }
    }

    /** Ends the dump; a goroutine that is visibly cut is left out. */
    void finish() {
        if (function == null && (unavailable || !frames.isEmpty())) {
            end();
        }
    }

    private void inside(String line) {
        if (!line.startsWith("\t")) {
            String created = GoroutineLines.creator(line);
            String named = created != null ? created : GoroutineLines.function(line);
            if (named != null) { // anything else is output of the program that came between
                function = named;
                functionIsCreator = created != null;
            }
            ancestors = line.startsWith("[originating from goroutine ");
            return;
        }
        unavailable |= line.endsWith("stack unavailable");
        Frame frame = function == null ? null : GoroutineLines.frame(function, line);
        if (frame == null) {
            return;
        }
        function = null;
        if (functionIsCreator) {
            creator = frame;
        } else if (frames.size() < MAX_FRAMES) {
            frames.add(frame);
        }
    }

    private void end() {
        if (header != null) {
            taker.take(header, frames, creator);
        }
        header = null;
        frames = new ArrayList<>();
        creator = null;
        unavailable = false;
        ancestors = false;
        function = null;
    }
}
