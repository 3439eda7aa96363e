package io.github.noleak.gate.service;

import io.github.noleak.gate.scenario.Snapshots;
import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.RunOutcome;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Stopped;
import io.github.noleak.pprof.Profile;
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

    /** Returns a sample, or why it would not show a leak. */
    static RunOutcome of(
            long calls,
            SettlePolicy policy,
            double seconds,
            double secondsPerCall,
            List<ServiceFindings> findings,
            String gatePackage) {
        RunPlan plan = new RunPlan(calls, 1, policy, rate(findings), 0);
        HeapSnapshot heap = null;
        List<GoroutineCount> goroutines = new ArrayList<>();
        long all = 0;
        for (ServiceFindings process : findings) {
            HeapSnapshot own = heap(process, gatePackage);
            String doubt = doubt(process, own);
            if (!doubt.isEmpty()) {
                return new Stopped(plan, Stopped.Cause.UNREADABLE, doubt, List.of(ALONE));
            }
            heap = heap == null ? own : heap.plus(own);
            for (GoroutineGroup group : process.goroutines()) {
                if (group.stack().frames().stream().noneMatch(f -> isOfGate(f.function(), gatePackage))) {
                    goroutines.add(Snapshots.goroutines(group));
                    all += group.count();
                }
            }
        }
        ServiceFindings first = findings.get(0);
        return new Snapshot(
                plan,
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

    /** Returns the rate of the process with the fewest samples. */
    private static int rate(List<ServiceFindings> findings) {
        return findings.stream().mapToInt(process -> rate(process.heap())).max().orElse(1);
    }

    private static int rate(Profile heap) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, heap.period()));
    }

    private static HeapSnapshot heap(ServiceFindings process, String gatePackage) {
        return process.recorded()
                ? HeapSnapshot.of(process.heap(), gatePackage)
                : HeapSnapshot.ofSamples(process.heap(), new Amount(process.heapObjects(), process.heapBytes()));
    }

    private static String doubt(ServiceFindings process, HeapSnapshot heap) {
        return process.recorded() ? Snapshots.doubt(1, rate(process.heap()), process.planted(), heap.planted()) : "";
    }
}
