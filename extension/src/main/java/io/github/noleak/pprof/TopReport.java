package io.github.noleak.pprof;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.noleak.pprof.model.ReadLimits;
import io.github.noleak.pprof.top.TopResult;
import io.github.noleak.pprof.top.TopText;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Lists what a profile's samples add up to, as {@code go tool pprof -top -symbolize=none} does.
 *
 * @see <a href="https://github.com/google/pprof/blob/main/doc/README.md">The documentation of the Go tool</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class TopReport {

    private final TopResult result;

    private TopReport(TopResult result) {
        this.result = result;
    }

    /**
     * Adds up the samples of a profile.
     *
     * @throws IllegalArgumentException if the profile has no such sample type, or if the heap is too small
     * @throws ArithmeticException if a sum is larger than a value can be
     */
    public static TopReport of(Profile profile, TopOptions options) {
        try {
            return new TopReport(
                    TopResult.of(profile.data(), options.settings(), ReadLimits.besides(List.of(profile.data()))));
        } catch (ProfileFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Returns the rows in their order. */
    public List<TopRow> rows() {
        return result.rows();
    }

    /** Returns what percentages are of: all samples, whether they are shown or not; of a comparison, those of the base. */
    public long total() {
        return result.total();
    }

    /** Returns those of the filter's options that matched nothing, as {@code Focus}. */
    public List<String> unmatched() {
        return result.unmatched();
    }

    /** Returns the report as the Go tool prints it. */
    public String text() {
        return new TopText(result).toString();
    }
}
