package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The code behind something that grows.
 *
 * @param site the frame to look at first; null where no code is known
 * @param stack leaf first; empty where none is known
 * @param goroutine the goroutines that the stack is of; null for what stands on the heap
 * @param fingerprint names the leak across unrelated edits
 */
@API(status = INTERNAL, since = "0.1")
public record GrowthSite(
        @Nullable Frame site, CallStack stack, @Nullable GoroutineCount goroutine, String fingerprint) {}
