package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.measure.Resource;
import io.github.noleak.measure.Series;
import io.github.noleak.measure.Snapshot;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** How much of each resource a process may keep of one scenario. */
@API(status = INTERNAL, since = "0.1")
public record Room(Map<Resource, Long> most) {

    /** Goroutines that never stop working leave little time for anything else: so many are two for each of a few calls. */
    static final int AT_WORK = 2 * Series.FEW;

    private static final double FEWEST_FILES = 8;

    /** Where the system tells no limit, so many may be opened; */
    private static final double UNLIMITED_FILES = 256;

    /** and else so much of it. */
    private static final double USED_FILES = 0.6;

    /** Copies the map, which has all resources. */
    public Room {
        most = Map.copyOf(most);
        if (most.size() != Resource.values().length) {
            throw new IllegalArgumentException("there is no room for all resources: " + most);
        }
    }

    /** Returns the same by the keys of the resources. */
    public Map<String, Long> byKey() {
        return most.entrySet().stream().collect(Collectors.toMap(e -> e.getKey().key(), Map.Entry::getValue));
    }

    private static Room of(ToDoubleFunction<Resource> each) {
        Map<Resource, Long> most = new EnumMap<>(Resource.class);
        Stream.of(Resource.values()).forEach(r -> most.put(r, (long) each.applyAsDouble(r)));
        return new Room(most);
    }

    /** Returns the same room for all that is counted, and for bytes. */
    static Room shared(long bytes, long counts) {
        return of(resource -> resource.hasBytes() ? bytes : counts);
    }

    /** Returns so many times less than the system has room for, as systems are. */
    static Room part(double times) {
        return of(resource -> resource.room() / times);
    }

    /** Returns what the system has room for, of which so many more files may be opened. */
    static Room ofSystem(double freeFiles) {
        return of(resource -> resource == Resource.OPEN_FILES ? Math.max(FEWEST_FILES, freeFiles) : resource.room());
    }

    /** Returns how many more files may be opened: some are left to the process. */
    static double freeFiles(Snapshot sample) {
        return sample.openFilesLimit() == 0
                ? UNLIMITED_FILES
                : USED_FILES * sample.openFilesLimit() - sample.total(Resource.OPEN_FILES);
    }

    /** Returns how many operations find room, if each keeps so much. */
    public double operations(ToDoubleFunction<Resource> each) {
        return Stream.of(Resource.values())
                .mapToDouble(resource -> {
                    double kept = each.applyAsDouble(resource);
                    return kept > 0 ? most.getOrDefault(resource, 0L) / kept : Double.MAX_VALUE;
                })
                .min()
                .orElseThrow();
    }
}
