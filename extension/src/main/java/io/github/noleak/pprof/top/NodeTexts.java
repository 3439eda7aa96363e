package io.github.noleak.pprof.top;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.noleak.pprof.ProfileFormatException;
import io.github.noleak.pprof.memory.KeyTable;
import io.github.noleak.pprof.memory.MemoryBudget;
import io.github.noleak.pprof.model.StringTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts that rows are told apart by, all of them numbered: equal ones have the same number.
 *
 * <p>Each string of the profile is looked at once, however many functions are called so: it may be an enormous one.
 */
final class NodeTexts {

    /** The number of the empty text. */
    static final int EMPTY = 0;

    private final StringTable strings;
    private final String trimmed;
    private final KeyTable keys;
    private final List<String> texts = new ArrayList<>();

    // By the number of the string, one more than that of the text; 0 where it was not asked for yet.
    private final int[] names;
    private final int[] files;

    NodeTexts(StringTable strings, String trimmed, MemoryBudget budget) throws ProfileFormatException {
        this.strings = strings;
        this.trimmed = trimmed;
        budget.charge(2L * Integer.BYTES * strings.size());
        keys = new KeyTable(budget);
        names = new int[strings.size()];
        files = new int[strings.size()];
        number("");
    }

    /** Returns the number of a string as it stands in the profile. */
    int name(int string) throws ProfileFormatException {
        if (names[string] == 0) {
            names[string] = number(strings.get(string)) + 1;
        }
        return names[string] - 1;
    }

    /** Returns the number of a path as it is shown. */
    int file(int string) throws ProfileFormatException {
        if (files[string] == 0) {
            files[string] = number(SourcePath.shown(strings.get(string), trimmed)) + 1;
        }
        return files[string] - 1;
    }

    private int number(String text) throws ProfileFormatException {
        int number = keys.number(text.getBytes(UTF_8));
        if (number == texts.size()) {
            texts.add(text);
        }
        return number;
    }

    String get(int number) {
        return texts.get(number);
    }
}
