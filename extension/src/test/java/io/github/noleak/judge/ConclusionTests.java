package io.github.noleak.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Leak.Kind;
import io.github.noleak.Limit;
import io.github.noleak.Metric;
import io.github.noleak.MetricReport;
import io.github.noleak.Verdict;
import io.github.noleak.measure.Amount;
import io.github.noleak.measure.Growth;
import io.github.noleak.measure.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConclusionTests {

    private static final Growth HEAP = growth(new Subject.HeapFunction("shop.Keep"));
    private static final Growth GOROUTINES = growth(new Subject.AllGoroutines());

    @Test
    void whatIsBeyondItsLimitFails() {
        Conclusion conclusion =
                conclusion(Verdict.LEAK, List.of(metric(Metric.RETAINED_BYTES, Verdict.LEAK)), new Proof(HEAP, true));

        assertThat(conclusion.failing(Kind.HEAP)).containsExactly(HEAP);
    }

    @Test
    void whatIsBelowItsLimitDoesNotFailBesideWhatIsNot() {
        Conclusion conclusion = conclusion(
                Verdict.LEAK,
                List.of(metric(Metric.RETAINED_OBJECTS, Verdict.LEAK), metric(Metric.GOROUTINES, Verdict.CLEAN)),
                new Proof(HEAP, true),
                new Proof(GOROUTINES, true));

        assertThat(conclusion.failing(Kind.HEAP)).containsExactly(HEAP);
        assertThat(conclusion.failing(Kind.GOROUTINE)).isEmpty();
    }

    @Test
    void whatIsKnownDoesNotFail() {
        KnownLeak known = new KnownLeak("goroutine", 1, 0, "ticket 12", null);
        Conclusion conclusion = conclusion(
                Verdict.LEAK, List.of(metric(Metric.GOROUTINES, Verdict.LEAK)), new Proof(GOROUTINES, true, known));

        assertThat(conclusion.failing(Kind.GOROUTINE)).isEmpty();
    }

    @Test
    void nothingFailsWithoutALeak() {
        Conclusion conclusion = conclusion(
                Verdict.REGRESSION, List.of(metric(Metric.TOTAL_ALLOC, Verdict.REGRESSION)), new Proof(HEAP, true));

        assertThat(conclusion.failing(Kind.HEAP)).isEmpty();
    }

    private static Conclusion conclusion(Verdict verdict, List<MetricReport> metrics, Proof... leaks) {
        return new Conclusion(verdict, null, metrics, List.of(leaks), 4000, null, List.of());
    }

    private static MetricReport metric(Metric metric, Verdict verdict) {
        return new MetricReport(metric, List.of(1.0, 2.0), 1, 100, new Limit(metric, 5, "default"), verdict);
    }

    private static Growth growth(Subject subject) {
        Amount amount = new Amount(1000, 48_000);
        return new Growth(subject, 1000, amount, amount, amount, 0);
    }
}
