package io.github.noleak.verdict;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** What a process may keep of one scenario: bytes, goroutines, files and threads. */
@API(status = INTERNAL, since = "0.1")
public record Room(long bytes, int goroutines, int files, int threads) {

    /** Returns how many operations find room, if each keeps so much. */
    double operations(double bytesEach, double goroutinesEach, double filesEach, double threadsEach) {
        double most = room((double) bytes, bytesEach);
        most = Math.min(most, room(goroutines, goroutinesEach));
        most = Math.min(most, room(files, filesEach));
        return Math.min(most, room(threads, threadsEach));
    }

    private static double room(double most, double each) {
        return each > 0 ? most / each : Double.MAX_VALUE;
    }
}
