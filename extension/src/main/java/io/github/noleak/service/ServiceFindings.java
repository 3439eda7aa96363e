package io.github.noleak.service;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.go.GoroutineGroup;
import io.github.noleak.pprof.Profile;
import java.util.List;
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
 * @param openFiles open files and sockets; -1 where the process is not ours
 * @param openFilesLimit how many there may be; 0 where that is not known
 * @param threads threads of the operating system; -1 where the process is not ours
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
        int openFiles,
        long openFilesLimit,
        int threads) {

    /** Copies the list. */
    public ServiceFindings {
        goroutines = List.copyOf(goroutines);
    }

    /** Returns all bytes ever allocated. */
    public long totalAlloc() {
        return counters.totalAlloc();
    }
}
