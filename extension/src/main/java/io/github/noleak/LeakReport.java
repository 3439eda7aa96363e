package io.github.noleak;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The measured facts of one scenario; a {@link NoLeak} method takes it as a parameter.
 *
 * @param scenario the id, {@code <package directory>.<Function>[/sub]}
 * @param packagePath the import path of the scenario's package
 * @param function the Go function
 * @param verdict what the gate concludes
 * @param goVersion the toolchain, such as {@code go1.26.8}; empty where none ran
 * @param iterations the operations of the runs that the verdict rests on: N, 2N and 4N; empty where none ended
 * @param metrics every metric that was measured
 * @param leaks what grows in proportion to the work, largest first
 * @param notices what a reader should know although it fails nothing
 * @param message the whole story in words, its first line standing alone
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LeakReport(
        String scenario,
        String packagePath,
        String function,
        Verdict verdict,
        String goVersion,
        List<Long> iterations,
        Map<Metric, MetricReport> metrics,
        List<Leak> leaks,
        List<String> notices,
        String message) {

    /** Copies the collections. */
    public LeakReport {
        iterations = List.copyOf(iterations);
        metrics = Map.copyOf(metrics);
        leaks = List.copyOf(leaks);
        notices = List.copyOf(notices);
    }

    /**
     * Returns what was measured of a metric.
     *
     * @throws IllegalStateException if the scenario ended before the metric could be measured
     */
    public MetricReport metric(Metric metric) {
        MetricReport found = metrics.get(Objects.requireNonNull(metric));
        if (found == null) {
            throw new IllegalStateException(
                    "No " + metric.key() + " were measured for " + scenario + " (" + verdict.key() + ")");
        }
        return found;
    }

    /** Returns the heap objects kept. */
    public MetricReport retainedObjects() {
        return metric(Metric.RETAINED_OBJECTS);
    }

    /** Returns the bytes of the heap kept. */
    public MetricReport retainedBytes() {
        return metric(Metric.RETAINED_BYTES);
    }

    /** Returns the goroutines left alive. */
    public MetricReport goroutines() {
        return metric(Metric.GOROUTINES);
    }

    /** Returns the files and sockets left open. */
    public MetricReport openFiles() {
        return metric(Metric.OPEN_FILES);
    }

    /** Returns the threads left. */
    public MetricReport threads() {
        return metric(Metric.THREADS);
    }

    /** Returns the child processes left, those included that have ended and were not waited for. */
    public MetricReport childProcesses() {
        return metric(Metric.CHILD_PROCESSES);
    }

    /** Returns the bytes that are mapped beyond what Go's runtime accounts for. */
    public MetricReport offHeap() {
        return metric(Metric.OFF_HEAP);
    }

    /** Returns the objects allocated by an operation, across repeated runs. */
    public MetricReport allocObjects() {
        return metric(Metric.ALLOC_OBJECTS);
    }

    /** Returns the bytes allocated by a run, across repeated runs. */
    public MetricReport totalAlloc() {
        return metric(Metric.TOTAL_ALLOC);
    }
}
