package io.github.noleak.go.output;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What one run of a benchmark printed.
 *
 * @param name without the {@code -8} of GOMAXPROCS
 * @param values by unit, such as {@code ns/op}, in the order in which they were printed
 */
@API(status = INTERNAL, since = "0.1")
public record BenchmarkResult(String name, long iterations, Map<String, Double> values) {

    public BenchmarkResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns the {@code ns/op}; 0 where there is none. */
    public double nanosPerOperation() {
        return values.getOrDefault("ns/op", 0.0);
    }
}
