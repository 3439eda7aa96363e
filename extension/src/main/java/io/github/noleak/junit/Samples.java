package io.github.noleak.junit;

import io.github.noleak.go.BenchmarkResult;
import io.github.noleak.go.Findings;
import io.github.noleak.go.GoroutineGroup;
import io.github.noleak.go.RunResult;
import io.github.noleak.go.SeriesFindings;
import io.github.noleak.pprof.Profile;
import io.github.noleak.verdict.Allocation;
import io.github.noleak.verdict.Attempt;
import io.github.noleak.verdict.Care;
import io.github.noleak.verdict.GoroutineCount;
import io.github.noleak.verdict.HeapCensus;
import io.github.noleak.verdict.Sample;
import io.github.noleak.verdict.Series;
import io.github.noleak.verdict.Stopped;
import io.github.noleak.verdict.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands what a run found to those who judge it. */
final class Samples {

    private static final double NANOS = 1e9;

    private Samples() {}

    static Attempt of(Trial trial, RunResult result, String gatePackage) {
        if (result instanceof RunResult.Ended ended) {
            return stopped(trial, ended);
        }
        return sample(trial, result.measured().orElseThrow(), gatePackage);
    }

    static Stopped stopped(Trial trial, RunResult.Ended ended) {
        return new Stopped(trial, Stopped.Cause.valueOf(ended.cause().name()), ended.headline(), ended.details());
    }

    private static Attempt sample(Trial trial, Findings findings, String gatePackage) {
        HeapCensus heap = HeapCensus.of(findings.heap(), gatePackage);
        String doubt = doubt(trial, findings, heap);
        if (!doubt.isEmpty()) {
            return new Stopped(trial, Stopped.Cause.UNREADABLE, doubt, List.of());
        }
        return new Sample(
                trial,
                findings.seconds() * findings.unhindered(),
                nanos(findings.results()) * findings.unhindered(),
                findings.settled(),
                heap,
                own(findings.goroutines(), gatePackage),
                findings.goroutineTotal(),
                findings.openFiles(),
                findings.openFilesLimit(),
                findings.threads(),
                allocations(trial, findings));
    }

    /**
     * Returns a series; empty if it broke off, has another profile rate than was asked for, or does not show the control
     * objects of each call though every object is recorded.
     */
    static Optional<Series> series(SeriesFindings findings, int profileRate, String gatePackage) {
        Profile heap = findings.heap();
        int calls = findings.calls().size();
        if (heap == null || findings.profileRate() != profileRate) {
            return Optional.empty();
        }
        List<HeapCensus> censuses = HeapCensus.ofCalls(heap, gatePackage, calls);
        List<Sample> checkpoints = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        Sample rested = null;
        long operations = 0;
        double seconds = 0;
        for (int i = 0; i < calls; i++) {
            SeriesFindings.Call call = findings.calls().get(i);
            operations += call.operations();
            seconds += call.elapsed() / NANOS;
            if (profileRate == 1 && censuses.get(i).planted() != call.planted()) {
                return Optional.empty();
            }
            Trial trial = new Trial(operations, 1, Care.QUICK, profileRate, 0);
            Sample sample = checkpoint(call, trial, seconds, censuses.get(i), findings.openFilesLimit(), gatePackage);
            if (call.operations() == 0) {
                rested = sample;
            } else {
                checkpoints.add(sample);
                allocations.add(allocation(call));
            }
        }
        return Optional.of(new Series(findings.before(), checkpoints, rested, allocations));
    }

    private static Sample checkpoint(
            SeriesFindings.Call call,
            Trial trial,
            double seconds,
            HeapCensus heap,
            long openFilesLimit,
            String gatePackage) {
        return new Sample(
                trial,
                seconds,
                (double) call.nanos() / Math.max(1, call.timed()),
                call.settled(),
                heap,
                own(call.goroutines(), gatePackage),
                call.goroutineTotal(),
                call.openFiles(),
                openFilesLimit,
                call.threads(),
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
                .map(Samples::goroutines)
                .toList();
    }

    /** A run has to prove that it could have seen a leak. */
    private static String doubt(Trial trial, Findings findings, HeapCensus heap) {
        if (findings.profileRate() != trial.profileRate()) {
            return "the code under test has changed runtime.MemProfileRate from %d to %d, so that its heap cannot be measured"
                    .formatted(trial.profileRate(), findings.profileRate());
        }
        if (trial.profileRate() == 1 && heap.planted() != findings.planted()) {
            return "the heap profile shows %d of %d planted control objects, so that it would not show a leak either"
                    .formatted(heap.planted(), findings.planted());
        }
        return "";
    }

    private static double nanos(List<BenchmarkResult> results) {
        return results.stream()
                .mapToDouble(BenchmarkResult::nanosPerOperation)
                .average()
                .orElse(0);
    }

    static GoroutineCount goroutines(GoroutineGroup group) {
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
    private static List<Allocation> allocations(Trial trial, Findings findings) {
        long names = findings.results().stream()
                .map(BenchmarkResult::name)
                .distinct()
                .count();
        if (trial.repeats() > 1 && names == 1) {
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
