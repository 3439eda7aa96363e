package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What one process kept after its work was done.
 *
 * @param seconds the time from the process's start to the measurement, as on a machine without other work
 * @param nanosPerOperation as the benchmark reports it, without what other work took; 0 where it does not
 * @param settled whether things stopped falling before the measurement
 * @param totals how much there is of each resource; none where the system does not tell
 * @param openFilesLimit how many files there may be; 0 where the system does not tell
 * @param allocations one for each repeat, in their order; empty where the scenario does not tell
 */
@API(status = INTERNAL, since = "0.1")
public record Snapshot(
        RunPlan runPlan,
        double seconds,
        double nanosPerOperation,
        boolean settled,
        HeapSnapshot heap,
        List<GoroutineCount> goroutines,
        Map<Resource, Long> totals,
        long openFilesLimit,
        List<Allocation> allocations)
        implements RunOutcome {

    /** Copies the lists. */
    public Snapshot {
        goroutines = List.copyOf(goroutines);
        totals = Map.copyOf(totals);
        allocations = List.copyOf(allocations);
    }

    /** Returns all goroutines alive. */
    public int goroutineTotal() {
        return (int) total(Resource.GOROUTINES);
    }

    /** Returns how much there is of a resource; 0 where the system does not tell. */
    public long total(Resource resource) {
        return resource == Resource.HEAP ? (long) heap.total().bytes() : totals.getOrDefault(resource, 0L);
    }

    /** Returns the same with what each call allocated. */
    public Snapshot allocating(List<Allocation> each) {
        return with(runPlan, each);
    }

    /** Returns the same as a checkpoint of a series, which counts the operations of all calls. */
    public Snapshot ofAllCalls() {
        RunPlan all = new RunPlan(
                runPlan.totalOperations(), 1, runPlan.policy(), runPlan.profileRate(), runPlan.expectedSeconds());
        return with(all, List.of());
    }

    /** Returns the same, its operations counted after so many others. */
    public Snapshot since(long before) {
        RunPlan after = new RunPlan(
                runPlan.operations() - before,
                runPlan.repeats(),
                runPlan.policy(),
                runPlan.profileRate(),
                runPlan.expectedSeconds());
        return with(after, allocations);
    }

    private Snapshot with(RunPlan another, List<Allocation> each) {
        return new Snapshot(
                another, seconds, nanosPerOperation, settled, heap, goroutines, totals, openFilesLimit, each);
    }
}
