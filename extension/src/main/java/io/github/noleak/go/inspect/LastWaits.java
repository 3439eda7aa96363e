package io.github.noleak.go.inspect;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.CallStack;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The goroutines whose last wait lasts to the end of a trace.
 *
 * @param seconds what the trace covers
 */
@API(status = INTERNAL, since = "0.1")
public record LastWaits(double seconds, List<LastWait> waits) {

    /** Copies the list. */
    public LastWaits {
        waits = List.copyOf(waits);
    }

    /**
     * Goroutines that block at one place, and do not run again.
     *
     * @param stack leaf first
     * @param first when the first of them blocked, in seconds from the trace's start
     * @param last when the last of them did
     */
    @API(status = INTERNAL, since = "0.1")
    public record LastWait(CallStack stack, int goroutines, double first, double last) {}
}
