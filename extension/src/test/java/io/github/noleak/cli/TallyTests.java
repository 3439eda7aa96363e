package io.github.noleak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.noleak.Verdict;
import org.junit.jupiter.api.Test;

class TallyTests {

    private final Tally tally = new Tally();

    @Test
    void countsEachVerdictInWords() {
        for (Verdict verdict : Verdict.values()) {
            tally.add(verdict);
        }
        tally.add(Verdict.LEAK);
        tally.add(Verdict.CLEAN);

        assertThat(tally.words())
                .isEqualTo("9 scenarios: 2 clean, 2 leaks, 1 hang, 1 regression, 1 inconclusive, 1 error, 1 skipped");
        assertThat(tally.passes()).isFalse();
    }

    @Test
    void cleanAndSkippedPass() {
        tally.add(Verdict.CLEAN);
        tally.add(Verdict.SKIPPED);

        assertThat(tally.passes()).isTrue();
    }

    @Test
    void mistakesAreCountedBeside() {
        tally.addMistake();

        assertThat(tally.words()).isEqualTo("0 scenarios, 1 mistake in what was asked for");
        assertThat(tally.isEmpty()).isFalse();
    }
}
