package io.github.noleak.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.pprof.CallStack;
import io.github.noleak.pprof.Frame;
import io.github.noleak.verdict.Growth.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTests {

    private static final Subject STACK =
            new Subject.HeapStack(new CallStack(List.of(new Frame("example.com/shop.Put", "/src/shop/shop.go", 12))));

    /** A map's few small headers and its many large tables come from the same line. */
    @Test
    void judgesTheBytesOfASampledProfileWhereItsObjectsScatter() {
        Growth growth = sampled(amount(254, 4.68e6), amount(1_049, 9.41e6), amount(1_568, 18.98e6));

        assertThat(growth.shape()).isEqualTo(Shape.LINE);
    }

    @Test
    void takesNoGrowthForOneThatIsWithinTheScatterOfItsSampling() {
        assertThat(sampled(amount(14_077, 675_696), amount(14_752, 708_096), amount(15_089, 724_272))
                        .shape())
                .isEqualTo(Shape.FLAT);
    }

    @Test
    void judgesTheObjectsOfAnExactProfile() {
        assertThat(exact(8, 16, 32).shape()).isEqualTo(Shape.LINE);
        assertThat(exact(500, 1_000, 1_000).shape()).isEqualTo(Shape.PLATEAU);
    }

    @Test
    void leavesOpenWhetherFewObjectsAreAPlateau() {
        assertThat(exact(6, 16, 16).shape()).isEqualTo(Shape.UNCLEAR);
    }

    private static Growth exact(double small, double middle, double large) {
        return growth(amount(small, 48 * small), amount(middle, 48 * middle), amount(large, 48 * large), 0);
    }

    private static Growth sampled(Amount small, Amount middle, Amount large) {
        return growth(small, middle, large, 1 / Math.sqrt(large.bytes() / 2_000));
    }

    private static Growth growth(Amount small, Amount middle, Amount large, double sampling) {
        return new Growth(STACK, 8_000, small, middle, large, 32_000, large, sampling);
    }

    private static Amount amount(double objects, double bytes) {
        return new Amount(objects, bytes);
    }
}
