package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.WorkTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a profile is made of cannot make its report slow: the time of others of its shape is what it takes. */
class CollidingNamesTests {

    private static final int BITS = 13;

    private interface Work {
        Object on(Profile profile);
    }

    @ParameterizedTest
    @EnumSource(Granularity.class)
    void theTopOfCollidingNamesTakesNoLonger(Granularity granularity) {
        assertTakesNoLonger(
                CollidingNames.functions(BITS, true),
                CollidingNames.functions(BITS, false),
                profile -> TopReport.of(profile, TopOptions.defaults().by(granularity))
                        .text());
    }

    @Test
    void norDoesTheDifference() {
        assertTakesNoLonger(
                CollidingNames.functions(BITS, true),
                CollidingNames.functions(BITS, false),
                profile -> Profile.merge(List.of(profile, profile)).minus(profile));
    }

    @Test
    void norDoWhatCallsWereInlined() {
        int functions = 4_200;
        int calls = 1 << 16;
        Profile colliding = CollidingNames.calls(functions, calls, true);
        Profile other = CollidingNames.calls(functions, calls, false);

        assertThat(colliding.sampleCount()).isEqualTo(other.sampleCount()).isEqualTo(functions + calls);
        assertTakesNoLonger(
                colliding,
                other,
                profile -> TopReport.of(profile, TopOptions.defaults().first(0).above(0, 0))
                        .text());
    }

    @Test
    void allOfThemStandInTheReport() {
        TopReport report = TopReport.of(
                CollidingNames.functions(BITS, true),
                TopOptions.defaults().first(0).above(0, 0));

        assertThat(report.rows())
                .hasSize(1 << BITS)
                .extracting(TopRow::name)
                .doesNotHaveDuplicates()
                .startsWith("main." + "BB".repeat(BITS));
    }

    private static void assertTakesNoLonger(Profile colliding, Profile other, Work work) {
        WorkTime.assertTakesNoLonger(() -> work.on(colliding), () -> work.on(other));
    }
}
