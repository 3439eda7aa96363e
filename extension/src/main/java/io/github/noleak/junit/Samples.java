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
import java.util.stream.IntStream;

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
        String doubt = doubt(trial.profileRate(), findings.profileRate(), findings.planted(), heap.planted());
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
     * What a series shows.
     *
     * @param series the series; empty if it broke off, or would not show a leak
     * @param doubt why there is none; empty where there is, or where that is known otherwise
     */
    record Shown(Optional<Series> series, Optional<Stopped> doubt) {}

    /**
     * Returns what a series shows.
     *
     * @param profileRate the one that was asked for
     */
    static Shown series(SeriesFindings findings, int profileRate, String gatePackage) {
        Profile heap = findings.heap();
        if (heap == null) {
            return new Shown(Optional.empty(), Optional.empty());
        }
        List<HeapCensus> censuses =
                HeapCensus.ofCalls(heap, gatePackage, findings.calls().size());
        Optional<Stopped> doubt = doubt(findings, profileRate, censuses);
        return new Shown(
                doubt.isPresent()
                        ? Optional.empty()
                        : Optional.of(series(findings, profileRate, censuses, gatePackage)),
                doubt);
    }

    private static Optional<Stopped> doubt(SeriesFindings findings, int profileRate, List<HeapCensus> censuses) {
        List<SeriesFindings.Call> calls = findings.calls();
        return IntStream.range(0, calls.size())
                .mapToObj(i -> doubt(
                        profileRate,
                        findings.profileRate(),
                        calls.get(i).planted(),
                        censuses.get(i).planted()))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .map(words -> new Stopped(
                        trial(findings.operations(), profileRate), Stopped.Cause.UNREADABLE, words, List.of()));
    }

    /** Returns what broke a series off. */
    static Stopped stopped(RunResult.Ended ended, long operations, int profileRate) {
        return stopped(trial(operations, profileRate), ended);
    }

    private static Trial trial(long operations, int profileRate) {
        return new Trial(operations, 1, Care.QUICK, profileRate, 0);
    }

    private static Series series(
            SeriesFindings findings, int profileRate, List<HeapCensus> censuses, String gatePackage) {
        int calls = findings.calls().size();
        List<Sample> checkpoints = new ArrayList<>();
        List<Allocation> allocations = new ArrayList<>();
        Sample rested = null;
        Sample slowed = null;
        long operations = 0;
        double seconds = 0;
        for (int i = 0; i < calls; i++) {
            SeriesFindings.Call call = findings.calls().get(i);
            operations += call.operations();
            seconds += call.elapsed() / NANOS;
            Trial trial = trial(operations, profileRate);
            Sample sample = checkpoint(call, trial, seconds, censuses.get(i), findings.openFilesLimit(), gatePackage);
            if (call.operations() == 0) {
                rested = sample;
            } else if (rested != null) {
                slowed = sample;
            } else {
                checkpoints.add(sample);
                allocations.add(allocation(call));
            }
        }
        return new Series(findings.before(), checkpoints, rested, slowed, allocations);
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
    private static String doubt(int asked, int rate, long planted, long shown) {
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
