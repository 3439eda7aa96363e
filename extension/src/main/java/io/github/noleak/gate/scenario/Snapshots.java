package io.github.noleak.gate.scenario;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.output.BenchmarkResult;
import io.github.noleak.go.run.Findings;
import io.github.noleak.go.run.RunResult;
import io.github.noleak.go.run.SeriesFindings;
import io.github.noleak.measure.Allocation;
import io.github.noleak.measure.CallLooks;
import io.github.noleak.measure.GoroutineCount;
import io.github.noleak.measure.HeapSnapshot;
import io.github.noleak.measure.Resource;
import io.github.noleak.measure.RunOutcome;
import io.github.noleak.measure.RunPlan;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.SettlePolicy;
import io.github.noleak.measure.Snapshot;
import io.github.noleak.measure.Stopped;
import io.github.noleak.measure.UnclosedFiles;
import io.github.noleak.pprof.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Hands what a run found to those who judge it. */
@API(status = INTERNAL, since = "0.1")
public final class Snapshots {

    private static final double NANOS = 1e9;

    private Snapshots() {}

    static RunOutcome of(RunPlan runPlan, RunResult result, String gatePackage) {
        if (result instanceof RunResult.Ended ended) {
            return stopped(runPlan, ended);
        }
        return sample(runPlan, result.measured().orElseThrow(), gatePackage);
    }

    static Stopped stopped(RunPlan runPlan, RunResult.Ended ended) {
        return new Stopped(runPlan, Stopped.Cause.valueOf(ended.cause().name()), ended.headline(), ended.details());
    }

    private static RunOutcome sample(RunPlan runPlan, Findings findings, String gatePackage) {
        HeapSnapshot heap = HeapSnapshot.of(findings.heap(), gatePackage);
        String doubt = doubt(runPlan.profileRate(), findings.profileRate(), findings.planted(), heap.planted());
        if (!doubt.isEmpty()) {
            return new Stopped(runPlan, Stopped.Cause.UNREADABLE, doubt, List.of());
        }
        return new Snapshot(
                runPlan,
                findings.seconds() * findings.unhindered(),
                nanos(findings.results()) * findings.unhindered(),
                findings.settled(),
                heap,
                own(findings.goroutines(), gatePackage),
                Resource.totals(findings.amounts()),
                findings.openFilesLimit(),
                allocations(runPlan, findings));
    }

    /**
     * What a series shows.
     *
     * @param series the series; empty if it broke off, or would not show a leak
     * @param doubt why there is none; empty where there is, or where that is known otherwise
     */
    public record Shown(Optional<Series> series, Optional<Stopped> doubt) {}

    /**
     * Returns what a series shows.
     *
     * @param profileRate the one that was asked for
     */
    public static Shown series(SeriesFindings findings, int profileRate, String gatePackage) {
        Profile heap = findings.heap();
        if (heap == null) {
            return new Shown(Optional.empty(), Optional.empty());
        }
        List<HeapSnapshot> heapSnapshots =
                HeapSnapshot.ofCalls(heap, gatePackage, findings.calls().size());
        Optional<Stopped> doubt = doubt(findings, profileRate, heapSnapshots);
        return new Shown(
                doubt.isPresent()
                        ? Optional.empty()
                        : Optional.of(series(findings, profileRate, heapSnapshots, gatePackage)),
                doubt);
    }

    private static Optional<Stopped> doubt(SeriesFindings findings, int profileRate, List<HeapSnapshot> heapSnapshots) {
        List<SeriesFindings.Call> calls = findings.calls();
        return IntStream.range(0, calls.size())
                .mapToObj(i -> doubt(
                        profileRate,
                        findings.profileRate(),
                        calls.get(i).planted(),
                        heapSnapshots.get(i).planted()))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .map(words -> new Stopped(
                        runPlan(findings.operations(), profileRate), Stopped.Cause.UNREADABLE, words, List.of()));
    }

    /** Returns what broke a series off. */
    static Stopped stopped(RunResult.Ended ended, long operations, int profileRate) {
        return stopped(runPlan(operations, profileRate), ended);
    }

    private static RunPlan runPlan(long operations, int profileRate) {
        return new RunPlan(operations, 1, SettlePolicy.QUICK, profileRate, 0);
    }

    private static Series series(
            SeriesFindings findings, int profileRate, List<HeapSnapshot> heapSnapshots, String gatePackage) {
        int calls = findings.calls().size();
        List<Snapshot> checkpoints = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        Snapshot rested = null;
        Snapshot slowed = null;
        long operations = 0;
        double seconds = 0;
        for (int i = 0; i < calls; i++) {
            SeriesFindings.Call call = findings.calls().get(i);
            operations += call.operations();
            seconds += call.elapsed() / NANOS;
            RunPlan runPlan = runPlan(operations, profileRate);
            Snapshot sample =
                    checkpoint(call, runPlan, seconds, heapSnapshots.get(i), findings.openFilesLimit(), gatePackage);
            if (call.operations() == 0) {
                rested = sample;
            } else if (rested != null) {
                slowed = sample;
            } else {
                checkpoints.add(sample);
                allocations.add(allocation(call));
            }
        }
        CallLooks looks = looks(findings.looks(), profileRate, gatePackage);
        UnclosedFiles unclosed = findings.unclosedFiles() > 0
                ? new UnclosedFiles(findings.unclosedFiles(), findings.unclosedOperations())
                : null;
        return new Series(findings.before(), checkpoints, rested, slowed, allocations, looks, unclosed);
    }

    private static @Nullable CallLooks looks(
            SeriesFindings.@Nullable Looks looks, int profileRate, String gatePackage) {
        if (looks == null) {
            return null;
        }
        List<HeapSnapshot> heaps = HeapSnapshot.ofCalls(looks.heap(), gatePackage, SeriesFindings.Looks.MOMENTS);
        List<CallLooks.Look> all = new ArrayList<>();
        for (int i = 0; i < looks.operations().size(); i++) {
            long operations = looks.operations().get(i);
            all.add(new CallLooks.Look(
                    ofHeap(0, profileRate, heaps.get(2 * i)), ofHeap(operations, profileRate, heaps.get(2 * i + 1))));
        }
        Snapshot after = ofHeap(0, profileRate, heaps.get(heaps.size() - 1));
        return new CallLooks(all.get(0), all.get(1), all.get(2), after);
    }

    private static Snapshot ofHeap(long operations, int profileRate, HeapSnapshot heap) {
        return new Snapshot(runPlan(operations, profileRate), 0, 0, true, heap, List.of(), Map.of(), 0, List.of());
    }

    private static Snapshot checkpoint(
            SeriesFindings.Call call,
            RunPlan runPlan,
            double seconds,
            HeapSnapshot heap,
            long openFilesLimit,
            String gatePackage) {
        return new Snapshot(
                runPlan,
                seconds,
                (double) call.nanos() / Math.max(1, call.timed()),
                call.settled(),
                heap,
                own(call.goroutines(), gatePackage),
                Resource.totals(call.amounts()),
                openFilesLimit,
                List.of());
    }

    /** Counts as Go prints it: whole objects and bytes an operation. */
    private static Allocation allocation(SeriesFindings.Call call) {
        long operations = call.timed();
        long objects = call.allocatedObjects() / operations;
        long bytes = call.allocatedBytes() / operations;
        return new Allocation(objects, bytes * call.operations());
    }

    private static List<GoroutineCount> own(List<GoroutineGroup> groups, String gatePackage) {
        return groups.stream()
                .filter(g ->
                        g.stack().frames().stream().noneMatch(f -> f.function().startsWith(gatePackage)))
                .map(Snapshots::goroutines)
                .toList();
    }

    /** Returns why a run would not have shown a leak; empty where it has proven that it would. */
    public static String doubt(int asked, int rate, long planted, long shown) {
        if (rate != asked) {
            return "the code under test has changed runtime.MemProfileRate from %d to %d, so that its heap cannot be measured"
                    .formatted(asked, rate);
        }
        if (asked == 1 && shown != planted) {
            return "the heap profile shows %d of %d planted control objects, so that it would not show a leak either"
                    .formatted(shown, planted);
        }
        return "";
    }

    private static double nanos(List<BenchmarkResult> results) {
        return results.stream()
                .mapToDouble(BenchmarkResult::nanosPerOperation)
                .average()
                .orElse(0);
    }

    public static GoroutineCount goroutines(GoroutineGroup group) {
        return new GoroutineCount(
                group.state(),
                group.lockedToThread(),
                group.stack(),
                group.creator(),
                group.count(),
                group.labels(),
                group.unreachable());
    }

    /** A parent of several sub-benchmarks prints a result for each, which are no repeats of one another. */
    private static List<Allocation> allocations(RunPlan runPlan, Findings findings) {
        long names = findings.results().stream()
                .map(BenchmarkResult::name)
                .distinct()
                .count();
        if (runPlan.repeats() > 1 && names == 1) {
            return findings.results().stream()
                    .filter(r ->
                            r.values().containsKey("allocs/op") && r.values().containsKey("B/op"))
                    .map(r -> new Allocation(
                            r.values().getOrDefault("allocs/op", 0.0),
                            r.values().getOrDefault("B/op", 0.0) * r.iterations()))
                    .toList();
        }
        return findings.windows().stream()
                .map(w -> new Allocation((double) w.objects() / w.rounds(), w.bytes()))
                .toList();
    }
}
