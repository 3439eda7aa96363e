package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Holds the calls that led to a sample, leaf first, inlined calls included; equal where all frames are.
 *
 * <p>Stacks have an order as {@linkplain Frame frames} have: by the first frame that differs, the shorter one first.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record CallStack(List<Frame> frames) implements Comparable<CallStack> {

    public CallStack {
        frames = List.copyOf(frames);
    }

    @Override
    public int compareTo(CallStack other) {
        int both = Math.min(frames.size(), other.frames.size());
        for (int i = 0; i < both; i++) {
            int order = frames.get(i).compareTo(other.frames.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(frames.size(), other.frames.size());
    }
}
