package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.goroutine.GoroutineGroup;
import io.github.noleak.pprof.Profile;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What one process of a service keeps at a moment.
 *
 * @param goVersion the toolchain that it was built with; empty where it does not tell
 * @param settled whether things stopped falling before the sample
 * @param heap the heap profile
 * @param recorded whether the heap profile has all records as they are, or samples that Go has scaled up
 * @param planted how many control objects such records have to show
 * @param goroutines in groups
 * @param heapObjects all objects on the heap, exactly
 * @param heapBytes all bytes on the heap, exactly
 * @param counters what tells the process from another
 * @param received all bytes that came in, from wherever it reads; -1 where the process is not ours
 * @param amounts how much there is of each resource; none where that is not known
 * @param openFilesLimit how many files there may be; 0 where that is not known
 */
@API(status = INTERNAL, since = "0.1")
public record ServiceFindings(
        String goVersion,
        boolean settled,
        Profile heap,
        boolean recorded,
        int planted,
        List<GoroutineGroup> goroutines,
        long heapObjects,
        long heapBytes,
        ProcessCounters counters,
        long received,
        Map<String, Long> amounts,
        long openFilesLimit) {

    /** Copies the list and the map. */
    public ServiceFindings {
        goroutines = List.copyOf(goroutines);
        amounts = Map.copyOf(amounts);
    }

    /** Returns all bytes ever allocated. */
    public long totalAlloc() {
        return counters.totalAlloc();
    }
}
