package io.github.noleak.go.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.go.output.BenchmarkResult;
import io.github.noleak.pprof.Profile;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What the gate found in a process whose work was done.
 *
 * @param seconds from the process's start to the measurement
 * @param unhindered the part of that time that would have passed had no other process taken processors away
 * @param settled whether things stopped falling before the measurement
 * @param heap the heap's records with all frames
 * @param planted how many control objects the heap has to show
 * @param leakProof whether the runtime has looked for goroutines that are blocked on what nothing can reach
 * @param allocated the objects that the process has allocated in all
 * @param amounts how much there is of each resource, the gate's own included; none where the system does not tell
 * @param openFilesLimit how many files there may be; 0 where the system does not tell
 * @param results what the benchmark printed, one for each repeat
 * @param windows what repeated tests allocated, one for each eighth of them
 */
@API(status = INTERNAL, since = "0.1")
public record Findings(
        String goVersion,
        double seconds,
        double unhindered,
        boolean settled,
        Profile heap,
        int profileRate,
        int planted,
        List<GoroutineGroup> goroutines,
        boolean leakProof,
        long allocated,
        Map<String, Long> amounts,
        long openFilesLimit,
        List<BenchmarkResult> results,
        List<Window> windows) {

    /** What some rounds of a test allocated. */
    public record Window(long rounds, long objects, long bytes) {}

    /** Copies the lists. */
    public Findings {
        goroutines = List.copyOf(goroutines);
        amounts = Map.copyOf(amounts);
        results = List.copyOf(results);
        windows = List.copyOf(windows);
    }
}
