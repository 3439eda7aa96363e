package io.github.noleak.measure;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Leak;
import io.github.noleak.Metric;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something of which a process may keep more and more. What is peculiar to one stands here and nowhere else; how it is read
 * stands in the gate's {@code resources.go}, under the same key.
 */
@SuppressWarnings("ImmutableEnumChecker") // records and lists of List.of() are immutable, which the checker cannot know
@API(status = INTERNAL, since = "0.1")
public enum Resource {
    /** Memory on Go's heap: caches of 50,000 entries are common, of 500,000 rare; a ring of 50,000 numbers takes 400,000 bytes. */
    HEAP(
            "heap",
            Leak.Kind.HEAP,
            new Followed(150_000, 600_000),
            new Followed(4 << 20, 32 << 20),
            1 << 10,
            512 << 20,
            List.of(Metric.RETAINED_OBJECTS, Metric.RETAINED_BYTES)),

    /** Goroutines: pools of workers have hundreds. */
    GOROUTINES(
            "goroutines",
            Leak.Kind.GOROUTINE,
            new Followed(2_000, 10_000),
            null,
            0,
            12_000,
            List.of(Metric.GOROUTINES)),

    /**
     * Files and sockets: pools of connections have dozens, caches of files hundreds. A limit of 1,024, the usual one, leaves room
     * for so many beside those of the process itself; where the system says another one, that holds.
     */
    OPEN_FILES("open-files", Leak.Kind.FILE, new Followed(512, 4_096), null, 0, 600, List.of(Metric.OPEN_FILES)),

    /** Threads of the operating system: Go's runtime gives up at 10,000. */
    THREADS("threads", Leak.Kind.THREAD, new Followed(100, 400), null, 0, 400, List.of(Metric.THREADS)),

    /** Child processes, those included that have ended and were not waited for: as dear as threads, and pools are as small. */
    CHILD_PROCESSES(
            "child-processes",
            Leak.Kind.CHILD_PROCESS,
            new Followed(100, 400),
            null,
            0,
            400,
            List.of(Metric.CHILD_PROCESSES)),

    /**
     * Memory that is mapped beyond what Go's runtime accounts for, such as that of C. A C library asks for a piece at a time, for
     * each arena that a thread makes use of: one more is no growth, and those of all threads of 16 processors have come after 16
     * MB.
     */
    OFF_HEAP(
            "off-heap",
            Leak.Kind.OFF_HEAP,
            null,
            new Followed(16 << 20, 64 << 20),
            2 * Resource.PIECE_OF_C,
            512 << 20,
            List.of(Metric.OFF_HEAP));

    /**
     * How far the growth of one kind of thing is followed before it can no more be a container that fills up.
     *
     * @param least this much must be reached if it takes no longer than a growth is worth
     * @param ample this much is reached if it is cheap
     */
    @API(status = INTERNAL, since = "0.1")
    public record Followed(double least, double ample) {}

    /** Fewer objects than this are not yet a growth. */
    private static final double FEW_OBJECTS = 3;

    /** What the C library of GNU asks the system for at a time: M_TOP_PAD of 128 kB, and a page. */
    private static final int PIECE_OF_C = 132 << 10;

    private final String key;
    private final Leak.Kind kind;
    private final @Nullable Followed counts;
    private final @Nullable Followed bytes;
    private final double fewBytes;
    private final long room;
    private final List<Metric> metrics;

    Resource(
            String key,
            Leak.Kind kind,
            @Nullable Followed counts,
            @Nullable Followed bytes,
            double fewBytes,
            long room,
            List<Metric> metrics) {
        this.key = key;
        this.kind = kind;
        this.counts = counts;
        this.bytes = bytes;
        this.fewBytes = fewBytes;
        this.room = room;
        this.metrics = List.copyOf(metrics);
    }

    /** Returns the name by which the gate tells how much there is. */
    public String key() {
        return key;
    }

    /** Returns what kind of leak it would be. */
    public Leak.Kind kind() {
        return kind;
    }

    /** Returns what is held against limits. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** Returns whether it is counted, and not just measured in bytes. */
    public boolean isCounted() {
        return counts != null;
    }

    /** Returns whether it has bytes that are worth telling. */
    public boolean hasBytes() {
        return bytes != null;
    }

    /** Returns less than what is a growth: in objects, or in bytes. */
    public double few(boolean counted) {
        return counted ? FEW_OBJECTS : fewBytes;
    }

    /** Returns how many bytes of it come at once, however few are asked for. */
    public double piece() {
        return this == OFF_HEAP ? PIECE_OF_C : 0;
    }

    /** Returns how far a growth is followed, of objects or of bytes. */
    public Followed followed(boolean counted) {
        Followed followed = counted ? counts : bytes;
        if (followed == null) {
            throw new IllegalArgumentException(key + (counted ? " is not counted" : " has no bytes"));
        }
        return followed;
    }

    /** Returns how much of it a process may keep before it is the system that ends it. */
    public long room() {
        return room;
    }

    /** Returns the resource that a metric is of; nothing for one of allocations. */
    public static Optional<Resource> of(Metric metric) {
        return Stream.of(values()).filter(r -> r.metrics.contains(metric)).findFirst();
    }

    /** Returns the amounts of those of which no more is known, by what they are told under. */
    public static Map<Resource, Long> totals(Map<String, Long> amounts) {
        Map<Resource, Long> totals = new EnumMap<>(Resource.class);
        for (Resource resource : values()) {
            Long amount = amounts.get(resource.key);
            if (resource != HEAP && amount != null) {
                totals.put(resource, amount);
            }
        }
        return totals;
    }
}
