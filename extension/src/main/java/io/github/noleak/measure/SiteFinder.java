package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/**
 * Finds the frame of a stack that a reader should look at first: the innermost one of the module under test, else the
 * innermost one outside the runtime.
 *
 * @param sources returns where the file of a frame lies on this machine
 */
@API(status = INTERNAL, since = "0.1")
public record SiteFinder(Predicate<Frame> inModule, UnaryOperator<String> sources) {

    /** Finds the frames of code whose files lie where their frames say. */
    public SiteFinder(Predicate<Frame> inModule) {
        this(inModule, file -> file);
    }

    /** Returns the site of a stack that has at least one frame. */
    public Frame siteOf(CallStack stack) {
        List<Frame> frames = stack.frames();
        return frames.stream()
                .filter(inModule)
                .findFirst()
                .or(() -> frames.stream().filter(SiteFinder::outsideTheRuntime).findFirst())
                .or(() -> frames.stream()
                        .filter(f -> !RuntimeAllocations.ofRuntime(f))
                        .findFirst())
                .orElse(frames.get(0));
    }

    /** Some functions of other packages stand in the runtime's files. */
    private static boolean outsideTheRuntime(Frame frame) {
        return !RuntimeAllocations.ofRuntime(frame) && !frame.file().contains("/src/runtime/");
    }
}
