package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.Series;
import io.github.noleak.measure.Snapshot;
import org.apiguardian.api.API;

/** What a process may keep of one scenario: bytes, goroutines, files and threads. */
@API(status = INTERNAL, since = "0.1")
public record Room(long bytes, int goroutines, int files, int threads) {

    /** Memory that what grows may take. */
    static final long BYTES = 512 << 20;

    static final int GOROUTINES = 12_000;

    static final int THREADS = 400;

    /** Goroutines that never stop working leave little time for anything else: so many are two for each of a few calls. */
    static final int AT_WORK = 2 * Series.FEW;

    private static final double FEWEST_FILES = 8;

    /** Where the system tells no limit, so many may be opened; */
    private static final double UNLIMITED_FILES = 256;

    /** and else so much of it. */
    private static final double USED_FILES = 0.6;

    /** Returns what the system has room for, of which so many more files may be opened. */
    static Room ofSystem(double freeFiles) {
        return new Room(BYTES, GOROUTINES, (int) Math.max(FEWEST_FILES, freeFiles), THREADS);
    }

    /** Returns how many more files may be opened: some are left to the process. */
    static double freeFiles(Snapshot sample) {
        return sample.openFilesLimit() == 0
                ? UNLIMITED_FILES
                : USED_FILES * sample.openFilesLimit() - sample.openFiles();
    }

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
