package io.github.noleak.gate.service;

import io.github.noleak.gate.scenario.Snapshots;
import io.github.noleak.go.GoException;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.service.ServiceFindings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Hands what the processes of a service keep to those who judge it, as one. */
final class ServiceSnapshots {

    private static final String ALONE =
            "Where it serves profiles itself, @GoService(pprof = \"<their address>\") goes by those.";

    private ServiceSnapshots() {}

    static Snapshot of(
            long calls,
            SettlePolicy policy,
            double seconds,
            double secondsPerCall,
            List<ServiceFindings> findings,
            String gatePackage) {
        HeapSnapshot heap = null;
        List<GoroutineCount> goroutines = new ArrayList<>();
        long all = 0;
        long rate = 1;
        for (ServiceFindings process : findings) {
            HeapSnapshot own = heap(process, gatePackage);
            heap = heap == null ? own : heap.plus(own);
            rate = Math.max(rate, process.heap().period());
            for (GoroutineGroup group : process.goroutines()) {
                if (group.stack().frames().stream().noneMatch(f -> isOfGate(f.function(), gatePackage))) {
                    goroutines.add(Snapshots.goroutines(group));
                    all += group.count();
                }
            }
        }
        ServiceFindings first = findings.get(0);
        return new Snapshot(
                new RunPlan(calls, 1, policy, (int) Math.min(Integer.MAX_VALUE, rate), 0),
                seconds,
                1e9 * secondsPerCall,
                findings.stream().allMatch(ServiceFindings::settled),
                Objects.requireNonNull(heap),
                goroutines,
                totals(first, all),
                first.openFilesLimit(),
                List.of());
    }

    /** Each process has what the system knows of it; the goroutines are those of all. */
    private static Map<Resource, Long> totals(ServiceFindings first, long goroutines) {
        Map<Resource, Long> totals = new EnumMap<>(Resource.totals(first.amounts()));
        totals.put(Resource.GOROUTINES, goroutines);
        return totals;
    }

    private static boolean isOfGate(String function, String gatePackage) {
        return function.startsWith(gatePackage + ".")
                || function.startsWith("net/http/pprof.")
                || function.startsWith("runtime/pprof.");
    }

    private static HeapSnapshot heap(ServiceFindings process, String gatePackage) {
        if (!process.recorded()) {
            return HeapSnapshot.ofSamples(process.heap(), new Amount(process.heapObjects(), process.heapBytes()));
        }
        HeapSnapshot heap = HeapSnapshot.of(process.heap(), gatePackage);
        if (process.heap().period() != 1) {
            throw new GoException(
                    "the service has changed runtime.MemProfileRate from 1 to "
                            + process.heap().period() + ", so that its heap cannot be measured",
                    List.of(ALONE));
        }
        if (heap.planted() != process.planted()) {
            throw new GoException(
                    "the heap profile shows %d of %d planted control objects, so that it would not show a leak either"
                            .formatted(heap.planted(), process.planted()),
                    List.of(ALONE));
        }
        return heap;
    }
}
