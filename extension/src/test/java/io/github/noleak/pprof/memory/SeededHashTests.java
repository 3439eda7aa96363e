package io.github.noleak.pprof.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeededHashTests {

    private static final int NUMBERS = 1 << 12;

    static IntStream shifts() {
        return IntStream.rangeClosed(0, Long.SIZE - 12);
    }

    /** Of so many slots, 3,223 are hit by chance. */
    @ParameterizedTest
    @MethodSource("shifts")
    void spreadsNumbersWhereverTheyDiffer(int shift) {
        SeededHash hash = new SeededHash();
        BitSet slots = new BitSet();
        for (long number = 0; number < NUMBERS; number++) {
            slots.set(hash.of(number << shift) & (2 * NUMBERS - 1));
        }
        assertThat(slots.cardinality()).isGreaterThan(2_500);
    }

    @Test
    void noTwoTablesHashAlike() {
        Set<Integer> hashes = new HashSet<>();
        for (int table = 0; table < 1_000; table++) {
            hashes.add(new SeededHash().of(42));
        }
        assertThat(hashes).hasSizeGreaterThan(990);
    }

    @Test
    void orderOfNumbersCounts() {
        SeededHash hash = new SeededHash();

        assertThat(hash.add(hash.add(hash.start(), 1), 2)).isNotEqualTo(hash.add(hash.add(hash.start(), 2), 1));
    }
}
