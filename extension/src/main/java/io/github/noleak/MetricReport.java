package io.github.noleak;

import java.util.List;
import org.apiguardian.api.API;

/**
 * One metric of a scenario as it was measured.
 *
 * @param metric what was measured
 * @param samples the totals of the runs at N, 2N and 4N, or of the repeated runs for the two metrics of allocation
 * @param perOperation the confirmed growth of one operation, 0 where nothing grows in proportion to the work; or by how
 *     much an operation allocates more than is on record
 * @param growth the confirmed growth from the smallest to the largest run; or the rise of allocations across the repeated
 *     runs or above the record
 * @param limit what the growth was held against, with room for what is known
 * @param verdict {@link Verdict#CLEAN}, {@link Verdict#LEAK} or {@link Verdict#REGRESSION}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MetricReport(
        Metric metric, List<Double> samples, double perOperation, double growth, Limit limit, Verdict verdict) {

    /** Copies the list. */
    public MetricReport {
        samples = List.copyOf(samples);
    }
}
