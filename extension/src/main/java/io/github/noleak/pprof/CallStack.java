package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.util.List;
import org.apiguardian.api.API;

/** Holds the calls that led to a sample, leaf first, inlined calls included; equal where all frames are. */
@API(status = EXPERIMENTAL, since = "0.1")
public record CallStack(List<Frame> frames) {

    public CallStack {
        frames = List.copyOf(frames);
    }
}
