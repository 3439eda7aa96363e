package io.github.noleak.pprof.stack;

import io.github.noleak.pprof.model.StringTable;
import java.util.BitSet;
import java.util.function.Predicate;

/** Tests strings, each of them once: many functions may share one enormous name. */
final class StringTest {

    private final StringTable strings;
    private final Predicate<String> test;
    private final BitSet known = new BitSet();
    private final BitSet passed = new BitSet();

    StringTest(StringTable strings, Predicate<String> test) {
        this.strings = strings;
        this.test = test;
    }

    /** Returns whether the string with a number passes. */
    boolean passes(int string) {
        if (!known.get(string)) {
            known.set(string);
            passed.set(string, test.test(strings.get(string)));
        }
        return passed.get(string);
    }
}
