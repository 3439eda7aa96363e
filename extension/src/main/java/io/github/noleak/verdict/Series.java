package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One process in which a scenario was called several times with the same number of operations.
 *
 * @param before the operations before the first call
 * @param checkpoints what was kept after each call; the trial of each has the operations of all calls so far
 * @param rested what was kept after a longer wait at the end; null where there was none
 * @param slowed what was kept after a few more calls in a long time; null where there were none
 * @param allocations what the timed part of each call allocated; empty where that is not known
 */
@API(status = INTERNAL, since = "0.1")
public record Series(
        long before,
        List<Sample> checkpoints,
        @Nullable Sample rested,
        @Nullable Sample slowed,
        List<Allocation> allocations) {

    /** A line through fewer has no error of its own. */
    private static final int FEWEST = 4;

    /** Copies the lists. */
    public Series {
        checkpoints = List.copyOf(checkpoints);
        allocations = List.copyOf(allocations);
        boolean allocating = allocations.isEmpty() || checkpoints.size() == allocations.size();
        if (checkpoints.size() < FEWEST || !allocating) {
            throw new IllegalArgumentException(
                    checkpoints.size() + " checkpoints with " + allocations.size() + " allocations");
        }
        for (int i = 1; i < checkpoints.size(); i++) {
            if (operations(checkpoints.get(i)) <= operations(checkpoints.get(i - 1))) {
                throw new IllegalArgumentException("operations do not rise at checkpoint " + (i + 1));
            }
        }
    }

    /** Creates one without slow calls. */
    public Series(long before, List<Sample> checkpoints, @Nullable Sample rested, List<Allocation> allocations) {
        this(before, checkpoints, rested, null, allocations);
    }

    private static long operations(Sample checkpoint) {
        return checkpoint.trial().totalOperations();
    }

    /** Returns the checkpoints that a line is put through: before few calls, all of which count, there were others. */
    List<Sample> warm() {
        return checkpoints.subList(checkpoints.size() > SeriesSchedule.FEW ? 1 : 0, checkpoints.size());
    }

    /** Returns the operations before each of these. */
    List<Long> operations() {
        return warm().stream()
                .map(checkpoint -> before + operations(checkpoint))
                .toList();
    }

    /** Returns the operations from the first of these to the last. */
    double warmOperations() {
        return top() - operations(warm().get(0));
    }

    /** Returns the seconds from the first of these to the last. */
    double warmSeconds() {
        return Math.max(1e-3, last().seconds() - warm().get(0).seconds());
    }

    /** Returns the same with what was kept after a longer wait. */
    Series resting(@Nullable Sample sample) {
        return new Series(before, checkpoints, sample, allocations);
    }

    /** Returns the operations of all calls. */
    long top() {
        return operations(last());
    }

    /** Returns whether every object was recorded. */
    boolean isExact() {
        return profileRate() == 1;
    }

    /** Returns the rate of those in which most objects are recorded: 1, but where that would take too long. */
    static int finest(Collection<Series> all) {
        return all.stream().mapToInt(Series::profileRate).min().orElse(1);
    }

    /** Returns the bytes between two samples of the heap; 1 where every object was recorded. */
    public int profileRate() {
        return last().trial().profileRate();
    }

    int calls() {
        return checkpoints.size();
    }

    /** Returns the operations of a call. */
    long each() {
        return operations(checkpoints.get(0));
    }

    /** Returns the seconds that an operation takes, with all that the benchmark does beside it. */
    double secondsPerOperation() {
        Sample first = checkpoints.get(0);
        double seconds = last().seconds() - first.seconds();
        return Math.max(1e-9, seconds / (top() - operations(first)));
    }

    Sample last() {
        return checkpoints.get(checkpoints.size() - 1);
    }

    /** Returns the checkpoints after a quarter, a half and all of the calls, and after the longest wait. */
    Triple asTriple() {
        int calls = checkpoints.size();
        return new Triple(
                checkpoints.get(calls / 4 - 1), checkpoints.get(calls / 2 - 1), rested == null ? last() : rested);
    }
}
