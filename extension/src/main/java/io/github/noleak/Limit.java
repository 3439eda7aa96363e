package io.github.noleak;

import org.apiguardian.api.API;

/**
 * A bound on a metric's growth, and where it came from.
 *
 * @param metric what is bounded
 * @param value the largest growth that passes, in objects, bytes, goroutines, files or threads
 * @param source where the limit was set, in words
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Limit(Metric metric, long value, String source) {}
