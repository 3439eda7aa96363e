package io.github.noleak.judge;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.github.noleak.Metric;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What is on record for one scenario.
 *
 * @param platform where the allocations were measured
 * @param allocations for none, one or both of the metrics of allocation
 * @param leaks each with a fingerprint of its own
 */
@API(status = INTERNAL, since = "0.1")
public record KnownScenario(Platform platform, Map<Metric, KnownAllocation> allocations, List<KnownLeak> leaks) {

    /** Copies the collections. */
    public KnownScenario {
        allocations = Map.copyOf(allocations);
        leaks = List.copyOf(leaks);
    }

    /** Returns whether there is nothing to record. */
    public boolean isEmpty() {
        return allocations.isEmpty() && leaks.isEmpty();
    }
}
