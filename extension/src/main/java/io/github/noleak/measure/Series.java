package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One process in which a scenario was called several times with the same number of operations.
 *
 * @param before the operations before the first call
 * @param checkpoints what was kept after each call; the run of each has the operations of all calls so far
 * @param rested what was kept after a longer wait at the end; null where there was none
 * @param slowed what was kept after a few more calls in a long time; null where there were none
 * @param allocations what the timed part of each call allocated; empty where that is not known
 * @param looks what was in use within more calls; null where nobody looked, or there was nothing to see
 * @param unclosed files that nobody but the collector closed; null where there were none
 */
@API(status = INTERNAL, since = "0.1")
public record Series(
        long before,
        List<Snapshot> checkpoints,
        @Nullable Snapshot rested,
        @Nullable Snapshot slowed,
        List<Allocation> allocations,
        @Nullable CallLooks looks,
        @Nullable UnclosedFiles unclosed) {

    /** The fewest checkpoints, all of which count: a line through fewer has no error of its own. */
    public static final int FEW = 4;

    /** Copies the lists. */
    public Series {
        checkpoints = List.copyOf(checkpoints);
        allocations = List.copyOf(allocations);
        boolean allocating = allocations.isEmpty() || checkpoints.size() == allocations.size();
        if (checkpoints.size() < FEW || !allocating) {
            throw new IllegalArgumentException(
                    checkpoints.size() + " checkpoints with " + allocations.size() + " allocations");
        }
        for (int i = 1; i < checkpoints.size(); i++) {
            if (operations(checkpoints.get(i)) <= operations(checkpoints.get(i - 1))) {
                throw new IllegalArgumentException("operations do not rise at checkpoint " + (i + 1));
            }
        }
    }

    /** Creates one without looks. */
    public Series(
            long before,
            List<Snapshot> checkpoints,
            @Nullable Snapshot rested,
            @Nullable Snapshot slowed,
            List<Allocation> allocations) {
        this(before, checkpoints, rested, slowed, allocations, null, null);
    }

    /** Creates one without slow calls. */
    public Series(long before, List<Snapshot> checkpoints, @Nullable Snapshot rested, List<Allocation> allocations) {
        this(before, checkpoints, rested, null, allocations);
    }

    private static long operations(Snapshot checkpoint) {
        return checkpoint.runPlan().totalOperations();
    }

    /** Returns the checkpoints that a line is put through: before few calls, all of which count, there were others. */
    public List<Snapshot> warm() {
        return checkpoints.subList(checkpoints.size() > FEW ? 1 : 0, checkpoints.size());
    }

    /** Returns the operations before each of these. */
    public List<Long> operations() {
        return warm().stream()
                .map(checkpoint -> before + operations(checkpoint))
                .toList();
    }

    /** Returns the operations from the first of these to the last. */
    public double warmOperations() {
        return top() - operations(warm().get(0));
    }

    /** Returns the seconds from the first of these to the last. */
    public double warmSeconds() {
        return Math.max(1e-3, last().seconds() - warm().get(0).seconds());
    }

    /** Returns the same with what was kept after a longer wait. */
    public Series resting(@Nullable Snapshot sample) {
        return new Series(before, checkpoints, sample, allocations);
    }

    /** Returns the operations of all calls. */
    public long top() {
        return operations(last());
    }

    /** Returns whether every object was recorded. */
    public boolean isExact() {
        return profileRate() == 1;
    }

    /** Returns the rate of those in which most objects are recorded: 1, but where that would take too long. */
    public static int finest(Collection<Series> all) {
        return all.stream().mapToInt(Series::profileRate).min().orElse(1);
    }

    /** Returns the bytes between two samples of the heap; 1 where every object was recorded. */
    public int profileRate() {
        return last().runPlan().profileRate();
    }

    public int calls() {
        return checkpoints.size();
    }

    /** Returns the operations of a call. */
    public long each() {
        return operations(checkpoints.get(0));
    }

    /** Returns the seconds that an operation takes, with all that the benchmark does beside it. */
    public double secondsPerOperation() {
        Snapshot first = checkpoints.get(0);
        double seconds = last().seconds() - first.seconds();
        return Math.max(1e-9, seconds / (top() - operations(first)));
    }

    public Snapshot last() {
        return checkpoints.get(checkpoints.size() - 1);
    }

    /** Returns the checkpoints after a quarter, a half and all of the calls, and after the longest wait. */
    public ThreeSnapshots asThree() {
        int calls = checkpoints.size();
        return new ThreeSnapshots(
                checkpoints.get(calls / 4 - 1), checkpoints.get(calls / 2 - 1), rested == null ? last() : rested);
    }
}
