package io.github.noleak;

import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What is measured of a scenario and bounded by a limit. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Metric {
    /** Heap objects still in use, that grow with the work. */
    RETAINED_OBJECTS("retained-objects", Unit.COUNT, 5, "objects"),
    /** Bytes of the heap still in use, that grow with the work. */
    RETAINED_BYTES("retained-bytes", Unit.BYTES, 1 << 20, "bytes"),
    /** Goroutines still alive. */
    GOROUTINES("goroutines", Unit.COUNT, 0, "goroutines"),
    /** Files and sockets still open. */
    OPEN_FILES("open-files", Unit.COUNT, 0, "open files"),
    /** Threads of the operating system. */
    THREADS("threads", Unit.COUNT, 0, "threads"),
    /** Child processes, those included that have ended and were not waited for. */
    CHILD_PROCESSES("child-processes", Unit.COUNT, 0, "child processes"),
    /** Bytes that are mapped beyond what Go's runtime accounts for, such as those of C. */
    OFF_HEAP("off-heap", Unit.BYTES, 1 << 20, "bytes outside the heap"),
    /** Objects allocated by an operation (allocs/op), across runs of the same size. */
    ALLOC_OBJECTS("alloc-objects", Unit.COUNT, 5, "allocs/op"),
    /** Bytes allocated by a run, across runs of the same size. */
    TOTAL_ALLOC("total-alloc", Unit.BYTES, 1 << 20, "bytes allocated");

    /** How a metric's numbers are written. */
    public enum Unit {
        /** A plain number. */
        COUNT,
        /** A number of bytes, written with B, kB, MB or GB. */
        BYTES
    }

    private final String key;
    private final Unit unit;
    private final long defaultLimit;
    private final String noun;

    Metric(String key, Unit unit, long defaultLimit, String noun) {
        this.key = key;
        this.unit = unit;
        this.defaultLimit = defaultLimit;
        this.noun = noun;
    }

    /** Returns the name in files, settings and reports, such as {@code retained-objects}. */
    public String key() {
        return key;
    }

    /** Returns how the metric's numbers are written. */
    public Unit unit() {
        return unit;
    }

    /** Returns the limit that applies where none is set. */
    public long defaultLimit() {
        return defaultLimit;
    }

    /** Returns what is counted, in words for people. */
    public String noun() {
        return noun;
    }

    /** Returns the metric of a key, such as {@code retained-objects}. */
    public static Optional<Metric> ofKey(String key) {
        return Stream.of(values()).filter(m -> m.key.equals(key)).findFirst();
    }
}
