package io.github.noleak.pprof.model;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.memory.MemoryBudget;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The bounds that keep a hostile profile from taking all memory or all time.
 *
 * @param inflatedBytes how long a profile may be once inflated
 * @param memory how many bytes may be kept of it
 * @param samples how many samples it may have
 * @param frames how many frames one stack may have, inlined ones included
 * @param allFrames how many frames its stacks may have in sum: inlining can make millions of a few bytes
 * @param nameBytes how long one string may be
 */
@API(status = INTERNAL, since = "0.1")
public record ReadLimits(long inflatedBytes, long memory, int samples, int frames, long allFrames, int nameBytes) {

    /** How many sample types a profile may have. */
    public static final int SAMPLE_TYPES = 256;

    /** Almost 2 GiB: at 2 GiB exactly, the protobuf library would take what it has read for the whole. */
    private static final long MAX = Integer.MAX_VALUE - (1L << 20);

    /** What is kept may fill three fifths of the heap: less than its old generation under every collector. */
    public static ReadLimits defaults() {
        long memory = Math.min(MAX, Runtime.getRuntime().maxMemory() / 5 * 3);
        return new ReadLimits(MAX, memory, 100_000_000, 1 << 14, 1 << 29, 1 << 20);
    }

    /** What may be worked out of profiles that are in the heap already: all of it may fill four fifths of the heap. */
    public static MemoryBudget besides(List<ProfileData> profiles) {
        long used = 0;
        for (ProfileData profile : profiles) {
            used += profile.memory();
        }
        return new MemoryBudget(Math.max(0, Math.min(MAX, Runtime.getRuntime().maxMemory() / 5 * 4 - used)));
    }

    /** How many bytes of names and of frames may be kept ready, of each. */
    public long cacheBytes() {
        return Math.min(64 << 20, memory / 8);
    }
}
