package io.github.noleak.diagnosis;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.pprof.Frame;
import io.github.noleak.pprof.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/** Finds by which references a process keeps what it did not keep before. */
@API(status = INTERNAL, since = "0.1")
public final class RetainingPaths {

    /** A step of the way has to lead to this part of all that grows. */
    private static final double MOST = 0.5;

    private static final int LONGEST = 16;

    private static final class Reference {
        final Map<String, Reference> further = new LinkedHashMap<>();
        long bytes;
    }

    private RetainingPaths() {}

    /**
     * Returns the way from a root to most of what grew, as far as it is one way.
     *
     * @param before what a process keeps after some operations, by references: what is referred to first, the root last
     * @param after the same of a process after more operations
     * @param expected the bytes that the leak has added in between
     * @param others the bytes that all other leaks have added: what leads to no more than these, and half of what is
     *     expected, may lead to them
     */
    public static List<String> path(Profile before, Profile after, double expected, double others) {
        int space = after.sampleType("inuse_space");
        Reference all = new Reference();
        after.minus(before).forEach((stack, values) -> {
            Reference at = all;
            List<Frame> frames = stack.frames();
            for (int i = frames.size() - 1; i >= 0; i--) {
                at = at.further.computeIfAbsent(frames.get(i).function(), f -> new Reference());
                at.bytes += values[space];
            }
        });
        List<String> path = new ArrayList<>();
        Optional<Map.Entry<String, Reference>> next = heaviest(all);
        while (next.isPresent() && next.get().getValue().bytes >= others + MOST * expected && path.size() < LONGEST) {
            String name = next.get().getKey();
            if (path.isEmpty() || !path.get(path.size() - 1).equals(name)) { // once for all of a list
                path.add(name);
            }
            next = heaviest(next.get().getValue());
        }
        return path;
    }

    private static Optional<Map.Entry<String, Reference>> heaviest(Reference from) {
        return from.further.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<String, Reference> e) -> e.getValue().bytes)
                        .thenComparing(Map.Entry::getKey));
    }
}
