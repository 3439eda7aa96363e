package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What a process kept after N, 2N and 4N operations, or about so many where somebody else says how many they are.
 *
 * @param small the sample after N operations
 * @param middle the sample after 2N operations
 * @param large the sample after 4N operations
 */
@API(status = INTERNAL, since = "0.1")
public record ThreeSnapshots(Snapshot small, Snapshot middle, Snapshot large) {

    /** Returns how many operations were run: N, 2N and 4N. */
    public List<Long> iterations() {
        return List.of(operations(), middle.runPlan().totalOperations(), top());
    }

    public List<Snapshot> samples() {
        return List.of(small, middle, large);
    }

    /** Returns N. */
    public long operations() {
        return small.runPlan().totalOperations();
    }

    /** Returns 4N. */
    long top() {
        return large.runPlan().totalOperations();
    }

    /** Returns over how many operations growth is counted: 3N. */
    public double span() {
        return top() - operations();
    }

    public boolean exact() {
        return large.runPlan().profileRate() == 1;
    }

    public boolean settled() {
        return small.settled() && middle.settled() && large.settled();
    }

    /** Returns the amount after 2N operations, on the way from sample to sample, where the middle one has others. */
    private Amount middle(Amount low, Amount mid, Amount high) {
        double first = middle.runPlan().totalOperations() - operations();
        double off = span() / 3 - first;
        if (off == 0) {
            return mid;
        }
        return off > 0 ? mid.towards(high, off / (span() - first)) : mid.towards(low, -off / first);
    }

    /** A count of n sampled objects has a standard deviation of the root of n. */
    private double sampling(Subject subject, Amount amount) {
        int rate = large.runPlan().profileRate();
        boolean counted = rate == 1 || subject.resource() != Resource.HEAP || subject instanceof Subject.WholeHeap;
        return counted ? 0 : 1 / Math.sqrt(Math.max(1, amount.bytes() / rate));
    }

    /** Returns how each subject of the last sample grew. */
    public List<Growth> growths(SiteFinder sites) {
        SubjectAmounts low = SubjectAmounts.of(small, sites);
        SubjectAmounts mid = SubjectAmounts.of(middle, sites);
        SubjectAmounts high = SubjectAmounts.of(large, sites);
        return high.subjects().stream()
                .map(s -> new Growth(
                        s,
                        Math.round(span() / 3),
                        low.of(s),
                        middle(low.of(s), mid.of(s), high.of(s)),
                        high.of(s),
                        sampling(s, high.of(s))))
                .toList();
    }
}
