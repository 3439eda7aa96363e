package io.github.noleak.judge;

/** By how much all of a heap goes up and down, where its total is all that is known. */
final class HeapNoise {

    /** A Go server at work that keeps nothing was seen to add some 60 objects of its runtime's own in a few thousand calls, */
    private static final double LARGE = 1_000;

    /** and the heap of one with many objects goes up and down by a part of them. */
    private static final double PART = 0.005;

    private HeapNoise() {}

    /** Returns how many objects more are no growth. */
    static double of(double objects) {
        return Math.max(LARGE, PART * objects);
    }
}
