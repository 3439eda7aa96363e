package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A complete round at N, 2N and 4N operations, or about so many where somebody else says how many they are.
 *
 * @param large the sample after 4N operations: in one go, or at a first look those of the repeats
 * @param repeats the sample of the repeats; null for what cannot be repeated apart, such as Test functions
 */
@API(status = INTERNAL, since = "0.1")
public record Triple(
        Sample small, Sample middle, Sample large, @Nullable Sample repeats) {

    /** Runs to b.N, and not those of a b.Loop, have this frame. */
    private static final String COUNTED_RUN = "testing.(*B).launch";

    /** Returns three samples of one process, taken as it went on. */
    static Triple inOneProcess(Sample small, Sample middle, Sample large) {
        return new Triple(small, middle, large, null);
    }

    /** Returns how many operations were run: N, 2N and 4N, or one and many. */
    public List<Long> iterations() {
        return samples().stream().map(s -> s.trial().totalOperations()).toList();
    }

    List<Sample> samples() {
        return small.equals(middle) ? List.of(small, large) : List.of(small, middle, large);
    }

    /** Returns N. */
    public long operations() {
        return small.trial().operations();
    }

    /** Returns 4N. */
    long top() {
        return large.trial().totalOperations();
    }

    /** Returns over how many operations growth is counted: 3N. */
    double span() {
        boolean apart = repeats == null && whole() && !small.equals(middle);
        return apart ? top() - operations() : 3.0 * operations();
    }

    /** Returns the amount after 2N operations, on the way from sample to sample, where the middle one has others. */
    private Amount middle(Amount low, Amount mid, Amount high) {
        double first = middle.trial().totalOperations() - operations();
        double off = span() / 3 - first;
        return off == 0 || repeats != null || !whole() || small.equals(middle)
                ? mid
                : off > 0 ? mid.towards(high, off / (span() - first)) : mid.towards(low, -off / first);
    }

    /** Tells whether the largest run was one of its own, and not the repeats. */
    boolean whole() {
        return large.trial().repeats() == 1;
    }

    boolean exact() {
        return large.trial().profileRate() == 1;
    }

    boolean settled() {
        return small.settled() && middle.settled() && large.settled();
    }

    /** A count of n sampled objects has a standard deviation of the root of n. */
    private double sampling(Subject subject, Amount amount) {
        int rate = large.trial().profileRate();
        boolean exact = rate == 1 || subject.kind() != Leak.Kind.HEAP || subject instanceof Subject.WholeHeap;
        return exact ? 0 : 1 / Math.sqrt(Math.max(1, amount.bytes() / rate));
    }

    /**
     * Returns what part of the growth comes from operations beyond 4N: Go calls a benchmark that counts to b.N once more
     * with one operation before each run, and so once more for each repeat.
     */
    private double surplus() {
        boolean counted = large.heap().byStack().keySet().stream()
                .flatMap(stack -> stack.frames().stream())
                .anyMatch(frame -> frame.function().equals(COUNTED_RUN));
        boolean once = whole() || small.equals(middle); // as for every operation but the first, where little is told
        double more = once || !counted ? 0 : large.trial().repeats() - 1.0;
        return more / (top() - operations() + more);
    }

    /** Returns how each subject of the largest run grew. */
    List<Growth> growths(SiteFinder sites) {
        Ledger low = Ledger.of(small, sites);
        Ledger mid = Ledger.of(middle, sites);
        Ledger high = Ledger.of(large, sites);
        double surplus = surplus();
        Ledger again = repeats == null ? high : Ledger.of(repeats, sites);
        long againOperations = repeats == null ? 0 : repeats.trial().totalOperations();
        return high.subjects().stream()
                .map(s -> new Growth(
                        s,
                        Math.round(span() / 3),
                        low.of(s),
                        middle(low.of(s), mid.of(s), high.of(s)),
                        high.of(s).towards(low.of(s), surplus),
                        againOperations,
                        again.of(s),
                        sampling(s, high.of(s))))
                .toList();
    }
}
