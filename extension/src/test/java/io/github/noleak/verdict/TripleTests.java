package io.github.noleak.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TripleTests {

    private static final Frame PUT = new Frame("example.com/shop.Put", "/src/shop/shop.go", 12);

    /** Go runs a benchmark that counts to b.N once more before each run: 1 object more, or 8 in the repeats. */
    @Test
    void takesOffTheOperationsThatGoAddsToEachRepeat() {
        assertThat(growth("testing.(*B).launch", 801, 1_601, 3_208).objects()).isEqualTo(2_400, Offset.offset(1e-6));
    }

    @Test
    void takesNothingOffALoopThatGoRunsOnce() {
        assertThat(growth("testing.(*B).run1.func1", 800, 1_600, 3_200).objects())
                .isEqualTo(2_400);
    }

    private static Growth growth(String runner, int small, int middle, int large) {
        CallStack stack = new CallStack(List.of(PUT, new Frame(runner, "/go/src/testing/benchmark.go", 300)));
        Sample repeats = sample(400, 8, stack, large);
        Triple triple = new Triple(sample(800, 1, stack, small), sample(1_600, 1, stack, middle), repeats, repeats);
        return triple.growths(new SiteFinder(PUT::equals)).stream()
                .filter(g -> g.subject().equals(new Subject.HeapSite(PUT)))
                .findFirst()
                .orElseThrow();
    }

    private static Sample sample(long operations, int repeats, CallStack stack, int objects) {
        return new Sample(
                new Trial(operations, repeats, Care.QUICK, 1, 0.1),
                0.1,
                1_000,
                true,
                new HeapCensus(Map.of(stack, new Amount(objects, 48.0 * objects)), 16),
                List.of(),
                2,
                6,
                1_024,
                7,
                List.of());
    }
}
