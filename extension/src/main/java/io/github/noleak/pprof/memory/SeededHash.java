package io.github.noleak.pprof.memory;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * Hashes numbers, one after the other.
 *
 * <p>Each table has its own, unknown to whoever wrote a profile: what is in it cannot be chosen to collide.
 */
@API(status = INTERNAL, since = "0.1")
public final class SeededHash {

    private final long start;
    private final long factor;

    public SeededHash() {
        SplittableRandom random = new SplittableRandom();
        start = random.nextLong();
        // Odd, so that multiplying loses nothing.
        factor = random.nextLong() | 1;
    }

    /** Returns the hash of no numbers. */
    public long start() {
        return start;
    }

    /** Returns the hash of some numbers and one more. */
    public long add(long hash, long number) {
        long mixed = hash ^ number;
        // Both halves of the product: in the lower one alone, the upper bits of numbers would count for little.
        return (mixed * factor) ^ Math.multiplyHigh(mixed, factor);
    }

    /** Returns the hash of one number, for a table of slots. */
    public int of(long number) {
        return folded(add(start, number));
    }

    /** Returns a hash for a table of slots, which looks at the lower bits alone. */
    static int folded(long hash) {
        long spread = (hash ^ (hash >>> Integer.SIZE)) * 0x9e3779b97f4a7c15L;
        return (int) (spread >>> Integer.SIZE);
    }
}
